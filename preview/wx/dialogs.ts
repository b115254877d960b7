import { openActionSheet } from '../weixin/action-sheet';
import { openModal } from '../weixin/modal';
import { Refused } from '../weixin/refused';
import { hideToast, showToast, type ToastIcon } from '../weixin/toast';
import { api, demandText } from './call';
import type { MakeFamily } from './family';

interface ToastOptions {
  readonly title: string;
  readonly icon?: ToastIcon;
  readonly duration?: number;
  readonly mask?: boolean;
}

interface ModalOptions {
  readonly title?: string;
  readonly content?: string;
  readonly showCancel?: boolean;
  readonly cancelText?: string;
  readonly confirmText?: string;
  readonly editable?: boolean;
  readonly placeholderText?: string;
}

interface ActionSheetOptions {
  readonly alertText?: string;
  readonly itemList: readonly string[];
}

/** Default and limits as documented (wx.showToast, wx.showModal, wx.showActionSheet, 2026-11-22). */
const TOAST_MS = 1500;
const BUTTON_CHARACTERS_MAX = 4;
const ACTIONS_MAX = 6;

/** Toasts, loading signs, modals and action sheets. */
export const dialogs: MakeFamily = ({ screen }) => ({
  showToast: api<ToastOptions>('showToast', (options) => {
    const { icon = 'success', duration = TOAST_MS, mask = false } = options;
    showToast(screen, { title: demandText(options, 'title'), icon, durationMs: duration, mask });
  }),
  hideToast: api('hideToast', () => hideToast(screen)),
  showLoading: api<ToastOptions>('showLoading', (options) =>
    showToast(screen, { title: demandText(options, 'title'), icon: 'loading', mask: options.mask ?? false }),
  ),
  hideLoading: api('hideLoading', () => hideToast(screen)),
  showModal: api<ModalOptions>('showModal', async (options) => {
    const { title = '', content = '', showCancel = true, editable = false, placeholderText = '' } = options;
    const { confirm, text } = await openModal(screen, {
      ...{ title, content, editable, placeholder: placeholderText },
      cancelText: showCancel ? buttonText('cancelText', options.cancelText ?? '取消') : undefined,
      confirmText: buttonText('confirmText', options.confirmText ?? '确定'),
    });
    return { confirm, cancel: !confirm, content: text ?? null };
  }),
  showActionSheet: api<ActionSheetOptions>('showActionSheet', async ({ alertText = '', itemList }) => {
    if (itemList.length > ACTIONS_MAX) throw new Refused('parameter error: itemList should not be large than 6');
    const tapIndex = await openActionSheet(screen, alertText, itemList);
    if (tapIndex === -1) throw new Refused('cancel');
    return { tapIndex };
  }),
});

function buttonText(parameter: string, text: string): string {
  if (text.length <= BUTTON_CHARACTERS_MAX) return text;
  throw new Refused(`${parameter} length should not larger than 4 Chinese characters`);
}
