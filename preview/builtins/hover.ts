/** How an element shows that it is pressed: `hover-class` and its times. */
export interface Hover {
  readonly className: string;
  readonly startMs: number;
  readonly stayMs: number;
  /** Elements around this one do not show it too. */
  readonly stops: boolean;
  show(className: string): void;
}

const hovers = new WeakMap<HTMLElement, () => Hover>();

/** Tells how an element hovers; asked anew at each press. */
export function registerHover(element: HTMLElement, hover: () => Hover): void {
  hovers.set(element, hover);
}

/** Shows the press of a finger on `target` and on what is around it; the answer ends it. */
export function startHover(target: Element): () => void {
  const ends = pressedBy(target).map((hover) => {
    const timer = setTimeout(() => hover.show(hover.className), hover.startMs);
    return () => {
      clearTimeout(timer);
      setTimeout(() => hover.show(''), hover.stayMs);
    };
  });
  return () => {
    for (const end of ends) end();
  };
}

/** From the inside out, up to the one that stops it. */
function pressedBy(target: Element): readonly Hover[] {
  const pressed: Hover[] = [];
  for (let element: Element | null = target; element; element = element.parentElement) {
    const hover = element instanceof HTMLElement ? hovers.get(element)?.() : undefined;
    if (!hover || hover.className === '' || hover.className === 'none') continue;
    pressed.push(hover);
    if (hover.stops) break;
  }
  return pressed;
}
