import { call } from './cloud';

/** The message that says "x of y people, complete" (setUpdatableMsg, developers.weixin.qq.com, read 2026-11-22). */
const COMPLETE_TEMPLATE = '666F374D69D16C932E45D7E7D9F10CEF6177F5F5';

/**
 * From now on the page's share card says how many are in the group, and changes with them. It has to be declared before
 * the card is sent. Without it the card is an ordinary one: it never throws.
 */
export async function liveShareCard(groupId: string): Promise<void> {
  try {
    const { activityId, parameters } = await call('getShareCard', { groupId });
    await wx.updateShareMenu({
      ...{ withShareTicket: true, isUpdatableMessage: true, activityId },
      templateInfo: { templateId: COMPLETE_TEMPLATE, parameterList: [...parameters] },
    });
  } catch {
    // The card can be shared all the same.
  }
}
