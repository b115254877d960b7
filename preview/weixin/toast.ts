import { draw } from './draw';

export type ToastIcon = 'success' | 'error' | 'loading' | 'none';

/** What a toast shows; without `durationMs` it stays until it is hidden. */
export interface Toast {
  readonly title: string;
  readonly icon: ToastIcon;
  readonly durationMs?: number;
  /** Nothing below it can be tapped. */
  readonly mask: boolean;
}

const signs: Readonly<Record<ToastIcon, string | undefined>> = {
  success: '✓',
  error: '!',
  loading: '',
  none: undefined,
};

const shown = new WeakMap<HTMLElement, { readonly element: HTMLElement; readonly timer: number | undefined }>();

/** Shows a toast. There is one at a time, and a loading sign is one too, as in WeChat. */
export function showToast(screen: HTMLElement, { title, icon, durationMs, mask }: Toast): void {
  hideToast(screen);
  const sign = signs[icon];
  const element = draw(
    'div',
    { class: `weixin-toast-layer${mask ? ' weixin-blocking' : ''}` },
    draw(
      'div',
      { class: `weixin-toast weixin-toast-${icon}`, role: 'status', 'aria-live': 'polite' },
      sign === undefined ? undefined : draw('span', { class: 'weixin-toast-sign', 'aria-hidden': 'true' }, sign),
      draw('span', {}, title),
    ),
  );
  screen.append(element);
  const timer = durationMs === undefined ? undefined : window.setTimeout(() => hideToast(screen), durationMs);
  shown.set(screen, { element, timer });
}

/** Takes the toast or the loading sign away, if there is one. */
export function hideToast(screen: HTMLElement): void {
  const toast = shown.get(screen);
  if (toast === undefined) return;
  window.clearTimeout(toast.timer);
  toast.element.remove();
  shown.delete(screen);
}
