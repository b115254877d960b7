import { z } from 'zod';

import { messagesOf } from '../../wechat/subscribe-message';
import { checked, json, wechatId, type Route } from '../route';

const person = z.object({ openid: wechatId });

export const messages: Route = {
  method: 'GET',
  path: '/local/messages',
  summary: 'what a person has got from WeChat, the newest first: ?openid=',
  answer({ query }, { wechat }) {
    const { openid } = checked(person, { openid: query.get('openid') ?? undefined });
    return json({ items: messagesOf(wechat, openid) });
  },
};
