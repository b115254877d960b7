import decodeQR from 'qr/decode.js';

/** A picture as pixels: four bytes each, red, green, blue, alpha. */
export type Pixels = Pick<ImageData, 'width' | 'height' | 'data'>;

/** A picture of a screen is big, and a scan may take a moment. */
const TIME_MS_MAX = 400;

/** The text of the QR code in a picture; undefined when there is none, or too much of it is hidden. */
export function readCode(pixels: Pixels): string | undefined {
  try {
    return decodeQR(pixels, { timeLimit: TIME_MS_MAX });
  } catch {
    return undefined;
  }
}
