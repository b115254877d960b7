import { busyAnswer } from '../pay/busy';
import type { GatewayAction } from './gateway-action';
import { RawReply } from './gateway-action';
import { GatewayFailure } from './gateway-failure';
import { writeOpenapiResponse } from './openapi-messages';
import { textField } from './wire-fields';

/** -1, to be tried again (tables of errors of the openapi pages, developers.weixin.qq.com, 2026-11-22). */
const SYSTEM_BUSY = JSON.stringify({ errcode: -1, errmsg: 'system error' });

/** What says no is WeChat behind the gateway, each part of it in its own way. */
const behind: Readonly<Record<string, GatewayAction>> = {
  'wx.api': () => ({ data: { responseData: SYSTEM_BUSY } }),
  'wx.openApi': () => {
    const respData = Buffer.from(SYSTEM_BUSY);
    return new RawReply(
      'application/octet-stream',
      writeOpenapiResponse({ respData, contentType: 'application/json' }),
    );
  },
  'wx.wxPayApi': ({ fields }) => {
    const answer = busyAnswer(textField(fields, 'apiName'));
    return new RawReply('application/octet-stream', Buffer.from(JSON.stringify(answer)));
  },
};

/** Database, storage and functions are the cloud's own: -501003 (table of errors of wx-server-sdk 4.0.2). */
const ofTheCloud: GatewayAction = () => {
  throw new GatewayFailure('EXCEED_REQUEST_LIMIT', 'exceed request limit');
};

/** What an action answers that cannot be served now: nothing of it is done, and the same again later may be. */
export const whenBusy = (action: string): GatewayAction => behind[action] ?? ofTheCloud;
