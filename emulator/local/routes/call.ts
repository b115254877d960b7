import { z } from 'zod';

import { appidOf, json, openidOf, readJson, type Route } from '../route';

const event = z.record(z.string(), z.unknown());

export const call: Route = {
  method: 'POST',
  path: '/local/call/',
  summary: 'wx.cloud.callFunction from a phone: {function} in the path, the event as the body, the person in x-openid',
  async answer(request, parts) {
    const identity = {
      openid: openidOf(request),
      appid: appidOf(request, parts),
      source: 'wx_client',
      clientIp: '127.0.0.1',
    };
    return json({ result: await parts.invoke(request.rest, readJson(event, request), identity) });
  },
};
