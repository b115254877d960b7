import type { Phone } from '../phone/phone';
import { appName } from './app-name';
import { keep, readKept } from './kept';
import { openModal, openNotice } from './modal';
import { Refused } from './refused';

/** What the mini-program answers when it asks with a page of its own. */
export interface PrivacyAnswer {
  readonly event: 'exposureAuthorization' | 'agree' | 'disagree';
  readonly buttonId?: string;
}

/** `wx.onNeedPrivacyAuthorization`: the mini-program asks itself and resolves with what the person did. */
export type PrivacyListener = (resolve: (answer: PrivacyAnswer) => void, cause: { readonly referrer: string }) => void;

/** Error number of a refused privacy contract (PrivacyAuthorize page, 2026-11-22). */
const NOT_AUTHORIZED = 104;

const askers = new WeakMap<Phone, PrivacyListener>();

/** Whether the person has agreed to the mini-program's privacy contract. */
export function isPrivacyAgreed(phone: Phone): boolean {
  return readKept(phone, 'privacy') === true;
}

/** The person agreed, by WeChat's own box or by a `<button open-type="agreePrivacyAuthorization">`. */
export function agreeToPrivacy(phone: Phone): void {
  keep(phone, 'privacy', true);
}

/** From now on the mini-program asks instead of WeChat's own box. */
export function onNeedPrivacyAuthorization(phone: Phone, listener: PrivacyListener): void {
  askers.set(phone, listener);
}

/** Lets an API pass that touches something private, once the person has agreed. Throws Refused. */
export async function allowPrivacy(phone: Phone, referrer: string): Promise<void> {
  if (isPrivacyAgreed(phone)) return;
  const asker = askers.get(phone);
  if (asker) await askByApp(phone, asker, referrer);
  else if (await askByWeixin(phone)) agreeToPrivacy(phone);
  if (!isPrivacyAgreed(phone)) throw new Refused('privacy permission is not authorized', { errno: NOT_AUTHORIZED });
}

/** Shows the contract. */
export async function openPrivacyContract(phone: Phone): Promise<void> {
  await openNotice(phone.screen, '用户隐私保护指引', '在微信里，这里显示商家在小程序后台填写的隐私保护指引。');
}

/** An answer of `agree` counts only if its button was tapped, which is what `agreeToPrivacy` remembers. */
function askByApp(phone: Phone, asker: PrivacyListener, referrer: string): Promise<void> {
  return new Promise((resolve) => {
    const answered = ({ event }: PrivacyAnswer): void => {
      if (event === 'exposureAuthorization') return;
      phone.journal.add('notice', '隐私授权', { referrer, event });
      resolve();
    };
    asker(answered, { referrer });
  });
}

async function askByWeixin(phone: Phone): Promise<boolean> {
  const { confirm } = await openModal(phone.screen, {
    title: '用户隐私保护提示',
    content: `使用此功能前，请阅读并同意“${appName(phone.config)}”的《用户隐私保护指引》。`,
    cancelText: '拒绝',
    confirmText: '同意',
  });
  return confirm;
}
