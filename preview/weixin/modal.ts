import { openDialog } from './dialog';
import { draw, drawButton } from './draw';

/** What `wx.showModal` shows. */
export interface Modal {
  readonly title: string;
  readonly content: string;
  readonly cancelText: string | undefined;
  readonly confirmText: string;
  /** Asks for a text; `content` is what it starts with. */
  readonly editable?: boolean;
  readonly placeholder?: string;
}

/** How a modal ended; `text` when it asked for one. */
export interface ModalAnswer {
  readonly confirm: boolean;
  readonly text?: string;
}

/** Shows a box with a question, or a notice when it has no cancel. Esc cancels; a tap beside it does nothing. */
export function openModal(screen: HTMLElement, modal: Modal): Promise<ModalAnswer> {
  const field = draw('input', {
    class: 'weixin-field',
    'aria-label': modal.title || modal.placeholder || '输入',
    placeholder: modal.placeholder,
    'data-focus': true,
  });
  field.value = modal.content;
  return openDialog<ModalAnswer>(screen, {
    label: modal.title || modal.content || '提示',
    shape: 'box',
    cancel: { confirm: false },
    fill: (answer) => [
      modal.title === '' ? undefined : draw('h2', { class: 'weixin-title' }, modal.title),
      modal.editable ? field : draw('p', { class: 'weixin-text' }, modal.content),
      draw(
        'div',
        { class: 'weixin-actions' },
        modal.cancelText === undefined
          ? undefined
          : drawButton(modal.cancelText, 'weixin-plain', () => answer({ confirm: false })),
        drawButton(modal.confirmText, 'weixin-link', () =>
          answer({ confirm: true, ...(modal.editable ? { text: field.value } : {}) }),
        ),
      ),
    ],
  });
}

/** Tells something with one button to close it. */
export async function openNotice(screen: HTMLElement, title: string, content: string): Promise<void> {
  await openModal(screen, { title, content, cancelText: undefined, confirmText: '知道了' });
}
