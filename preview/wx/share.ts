import type { Phone } from '../phone/phone';
import { shareMenuOf, type ShareParameter } from '../weixin/share-menu';
import { api } from './call';
import type { MakeFamily } from './family';

interface UpdateOptions {
  readonly withShareTicket?: boolean;
  readonly isUpdatableMessage?: boolean;
  readonly activityId?: string;
  readonly templateInfo?: { readonly parameterList?: readonly ShareParameter[] };
}

/** What the page on top may be shared as. Sharing itself starts from a button or from the capsule's menu. */
export const share: MakeFamily = (phone) => ({
  showShareMenu: api('showShareMenu', () => setHidden(phone, false)),
  hideShareMenu: api('hideShareMenu', () => setHidden(phone, true)),
  updateShareMenu: api<UpdateOptions>('updateShareMenu', ({ isUpdatableMessage, activityId, templateInfo }) => {
    const menu = shareMenuOf(phone);
    menu.activityId = isUpdatableMessage ? activityId : undefined;
    menu.parameters = isUpdatableMessage ? (templateInfo?.parameterList ?? []) : [];
  }),
});

function setHidden(phone: Phone, isHidden: boolean): void {
  shareMenuOf(phone).isHidden = isHidden;
}
