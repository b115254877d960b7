import type { OpenTypeButton, Phone } from '../phone/phone';
import { pickFiles } from './file-picker';
import { openModal, openNotice } from './modal';
import { openSettings, readPermissions } from './permissions';
import { agreeToPrivacy } from './privacy';
import { share } from './share';

type Act = (phone: Phone, button: OpenTypeButton) => Promise<unknown>;

/** What each `open-type` of a button does, and the detail of its event. Those that are not here are missing. */
const acts: Readonly<Record<string, Act>> = {
  share: (phone, target) => share(phone, { from: 'button', target }),
  async contact({ screen }) {
    await openNotice(screen, '客服会话', '在微信里，这里会打开商家的客服会话。');
    return { errMsg: 'enterContact:ok', path: '', query: {} };
  },
  async feedback({ screen }) {
    await openNotice(screen, '意见反馈', '在微信里，这里会打开反馈页面。');
  },
  async openSetting(phone) {
    await openSettings(phone);
    return { errMsg: 'openSetting:ok', authSetting: readPermissions(phone).scopes };
  },
  agreePrivacyAuthorization(phone) {
    agreeToPrivacy(phone);
    return Promise.resolve({ errMsg: 'agreePrivacyAuthorization:ok' });
  },
  async chooseAvatar({ screen }) {
    const [picture] = await pickFiles(screen, { label: '选择头像', accept: 'image/*', count: 1 });
    if (picture === undefined) return { errMsg: 'chooseAvatar:fail cancel' };
    return { errMsg: 'chooseAvatar:ok', avatarUrl: URL.createObjectURL(picture) };
  },
  async getPhoneNumber({ screen, openid }) {
    const question = { title: '申请获取手机号', content: '138****0000（演示）' };
    const { confirm } = await openModal(screen, { ...question, cancelText: '不允许', confirmText: '允许' });
    if (!confirm) return { errMsg: 'getPhoneNumber:fail user deny' };
    return { errMsg: 'getPhoneNumber:ok', code: `phone-of-${openid}` };
  },
};

/** A button with `open-type` was tapped: resolves to the detail of its event. An unknown type is missing by name. */
export function actOnOpenType(phone: Phone, openType: string, button: OpenTypeButton): Promise<unknown> {
  const act = acts[openType];
  if (act) return act(phone, button);
  const name = `<button open-type="${openType}">`;
  phone.journal.add('missing', name);
  return Promise.reject(new Error(`${name} is not offered by the preview`));
}
