import { draw } from './draw';

/** Something of WeChat's that lies above the mini-program until it is answered. */
export interface DialogOptions<Answer> {
  /** Its accessible name. */
  readonly label: string;
  /** `sheet` comes from below, `box` stands in the middle, `full` covers the screen. */
  readonly shape: 'sheet' | 'box' | 'full';
  /** What Esc and a tap beside it answer; undefined when it must be answered. */
  readonly cancel: Answer | undefined;
  readonly look?: string;
  /** Draws what is inside; `answer` closes the dialog. */
  readonly fill: (answer: (value: Answer) => void) => readonly (Node | string | undefined)[];
}

const focusable = 'button:not([disabled]), input:not([disabled]), a[href], [tabindex="0"]';

/** Opens a dialog above everything else on the screen and resolves to its answer. It holds the focus until then. */
export function openDialog<Answer>(screen: HTMLElement, options: DialogOptions<Answer>): Promise<Answer> {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const answer = (value: Answer): void => {
      if (!layer.isConnected) return;
      layer.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      resolve(value);
    };
    const cancel = (): void => {
      if (options.cancel !== undefined) answer(options.cancel);
    };
    const dialog = draw(
      'div',
      {
        class: `weixin-dialog weixin-${options.shape} ${options.look ?? ''}`,
        role: 'dialog',
        'aria-modal': 'true',
        'aria-label': options.label,
        tabindex: -1,
      },
      ...options.fill(answer),
    );
    const layer = draw('div', { class: `weixin-layer weixin-layer-${options.shape}` }, dialog);
    layer.addEventListener('click', (event) => {
      if (event.target === layer) cancel();
    });
    layer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') cancel();
      if (event.key === 'Tab') keepFocus(dialog, event);
      event.stopPropagation();
    });
    screen.append(layer);
    (dialog.querySelector<HTMLElement>('[data-focus]') ?? dialog).focus({ preventScroll: true });
  });
}

function keepFocus(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(focusable)];
  const [first, last] = event.shiftKey ? [stops.at(-1), stops[0]] : [stops[0], stops.at(-1)];
  if (document.activeElement !== last && document.activeElement !== dialog) return;
  event.preventDefault();
  first?.focus();
}
