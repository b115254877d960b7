import { readPermissions } from '../weixin/permissions';
import { Refused } from '../weixin/refused';
import { ask } from '../weixin/server';
import { openSubscribeDialog } from '../weixin/subscribe-dialog';
import { api } from './call';
import type { MakeFamily } from './family';

/** At most so many in one call (wx.requestSubscribeMessage, 2026-11-22). */
const TEMPLATES_MAX = 5;

/** `wx.requestSubscribeMessage`: each template that is accepted may be sent once more. Error numbers as documented. */
export const subscribe: MakeFamily = (phone) => ({
  requestSubscribeMessage: api<{ readonly tmplIds?: readonly string[] }>('requestSubscribeMessage', async (options) => {
    const tmplIds: readonly string[] | undefined = options.tmplIds;
    if (tmplIds === undefined || tmplIds.length === 0) {
      throw new Refused("TmplIds can't be empty", { errCode: 10001 });
    }
    if (tmplIds.length > TEMPLATES_MAX) throw new Refused('Templates count out of max bounds', { errCode: 20003 });
    if (!readPermissions(phone).messages) throw new Refused('The main switch is switched off', { errCode: 20004 });
    if (!navigator.userActivation.isActive) throw new Refused('can only be invoked by user TAP gesture.');
    const accepted = await openSubscribeDialog(phone.screen, phone.config, tmplIds);
    await ask(phone, 'POST', '/preview/consent', { templates: accepted });
    phone.journal.add('notice', '订阅消息授权', { accepted, asked: tmplIds });
    return Object.fromEntries(tmplIds.map((id) => [id, accepted.includes(id) ? 'accept' : 'reject']));
  }),
});
