import { z } from 'zod';

import { setConsent } from '../../wechat/subscribe-message';
import { json, readJson, wechatId, type Route } from '../route';

const consent = z.strictObject({ openid: wechatId, template: z.string().min(1), left: z.int().nonnegative() });

export const setPersonsConsent: Route = {
  method: 'PUT',
  path: '/local/consent',
  summary: 'how many messages of a template a person still allows: { openid, template, left }',
  answer(request, { wechat }) {
    const { openid, template, left } = readJson(consent, request);
    setConsent(wechat, openid, template, left);
    return json({});
  },
};
