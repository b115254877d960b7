import { openidOf, SHOPS } from './cast';

const openid = openidOf('first', 'owner');
const appid = SHOPS.first;

/** What a client may write beside action and input, in all words that a server could read: he is the first owner. */
export const forged: Readonly<Record<string, unknown>> = {
  ...{ openid, openId: openid, OPENID: openid, FROM_OPENID: openid, person: openid },
  ...{ appid, appId: appid, APPID: appid, FROM_APPID: appid },
  userInfo: { openId: openid, appId: appid },
  ...{ caller: { openid, person: openid, appid }, identity: { openid, appid }, from: { openid, appid } },
  ...{ SOURCE: 'wx_client', source: 'wx_client', role: 'owner', roles: ['owner'] },
};
