import { builtin } from './builtin';
import { makeLabelled, notePress } from './controls';
import { actOnForm } from './form';

/** The events of open types; the others have none (developers.weixin.qq.com, button, 2026-11-22). */
const openTypeEvents: Readonly<Record<string, string>> = {
  contact: 'contact',
  getPhoneNumber: 'getphonenumber',
  getRealtimePhoneNumber: 'getrealtimephonenumber',
  getUserInfo: 'getuserinfo',
  launchApp: 'launchapp',
  openSetting: 'opensetting',
  chooseAvatar: 'chooseavatar',
  agreePrivacyAuthorization: 'agreeprivacyauthorization',
};

/** A button, also of forms and of WeChat's own actions (`open-type`). */
export const button = builtin('button', {
  properties: {
    ...{ size: 'default', type: 'default', plain: false, disabled: false, loading: false, formType: '', openType: '' },
    ...{ hoverClass: 'button-hover', hoverStartTime: 20, hoverStayTime: 70 },
    ...{ lang: null, sessionFrom: null, sendMessageTitle: null, sendMessagePath: null, sendMessageImg: null },
    ...{ appParameter: null, showMessageCard: null, phoneNumberNoQuotaToast: null, needShowEntrance: null },
    ...{ activityType: null, entrancePath: null, customDataset: null, name: null, groupId: null, guildId: null },
  },
  attributes: ['size', 'type', 'plain', 'disabled', 'loading'],
  live(self) {
    const { dom, node, host } = self;
    const draw = (): void => {
      const isDisabled = self.read('disabled');
      dom.tabIndex = isDisabled ? -1 : 0;
      dom.ariaDisabled = isDisabled ? 'true' : null;
      dom.ariaBusy = self.read('loading') ? 'true' : null;
    };
    const open = async (): Promise<void> => {
      for (const openType of self.read('openType').split('|').filter(Boolean)) {
        const detail = await host.phone.weixin.openType(openType, { id: node.id, dataset: node.dataset });
        const event = openTypeEvents[openType];
        if (event !== undefined) self.emit(event, detail);
      }
    };
    self.on('tap', () => !self.read('disabled'), true);
    self.on('tap', () => {
      notePress();
      // The page's own listener of the tap comes first, as in WeChat.
      queueMicrotask(() => {
        const formType = self.read('formType');
        if (formType === 'submit' || formType === 'reset') actOnForm(dom, formType);
        open().catch((error: unknown) => host.phone.journal.add('error', 'open-type', error));
      });
      return undefined;
    });
    makeLabelled(dom, () => node.triggerEvent('tap', {}, { bubbles: true, composed: true }), dom);
    dom.setAttribute('role', 'button');
    draw();
    return { changed: { disabled: draw, loading: draw } };
  },
});
