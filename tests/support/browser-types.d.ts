// The decoder of the package `qr` names two types of the browser that Node does not have; tests hand it plain pixels.
interface DOMRectReadOnly {
  readonly width: number;
}
type ImageBitmapSource = never;
