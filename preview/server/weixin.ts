import { z } from 'zod';

import { json, openidOf, readJson, Refusal, wechatId, type Route } from '../../emulator/local/route';
import { findOrder } from '../../emulator/pay/orders';
import { consentLeft, setConsent } from '../../emulator/wechat/subscribe-message';

const accepted = z.strictObject({ templates: z.array(wechatId).max(5) });

/** What WeChat on a phone asks of WeChat: files of the cloud, what a payment is for, and consent to messages. */
export const weixinRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/preview/file',
    summary: 'the file with a cloud:// id: ?id=',
    passesJumps: true,
    answer({ query }, { storage }) {
      const url = storage.temporaryUrl(query.get('id') ?? '', '');
      if (url === undefined) throw new Refusal(404, 'no such file');
      return { status: 302, headers: { location: encodeURI(url) }, body: '' };
    },
  },
  {
    method: 'GET',
    path: '/preview/payment',
    summary: 'what is to be paid at the payment sheet: ?package= → { title, amountFen }',
    passesJumps: true,
    answer({ query }, { pay }) {
      const order = findOrder(pay, { prepayId: (query.get('package') ?? '').replace('prepay_id=', '') });
      if (!order) throw new Refusal(404, 'no such payment');
      return json({ title: order.body, amountFen: order.totalFeeFen });
    },
  },
  {
    method: 'POST',
    path: '/preview/consent',
    summary: 'the person in x-openid allows one more message of each: { templates }',
    answer(request, { wechat }) {
      const openid = openidOf(request);
      for (const template of readJson(accepted, request).templates) {
        setConsent(wechat, openid, template, consentLeft(wechat, openid, template) + 1);
      }
      return json({});
    },
  },
];
