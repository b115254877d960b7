import { expect } from '@jest/globals';
import { local } from './local-gateway';
import { row } from './row';
import { sdk } from './sdk';

/** CX: who calls. */
export function contextRows(): void {
  row(['CX-01', 'CX-02'], () => {
    local.actAs({
      openid: 'o-person',
      unionid: 'u-person',
      appid: 'wx-app',
      source: 'wx_client',
      clientIp: '127.0.0.1',
    });
    expect(sdk.getWXContext()).toEqual({
      OPENID: 'o-person',
      APPID: 'wx-app',
      UNIONID: 'u-person',
      CLIENTIP: '127.0.0.1',
      ENV: 'local-env',
      SOURCE: 'wx_client',
    });
  });

  row('CX-03', () => {
    local.actAs({ openid: 'o-first', appid: 'wx-app', source: 'wx_client' });
    expect(sdk.getWXContext().OPENID).toBe('o-first');
    local.actAs({ openid: 'o-second', appid: 'wx-app', source: 'wx_http' });
    expect(sdk.getWXContext()).toMatchObject({ OPENID: 'o-second', SOURCE: 'wx_http' });
  });

  row('CX-04', () => {
    local.actAs({ openid: '12345', appid: 'wx-app', source: 'wx_client' });
    expect(sdk.getWXContext().OPENID).toBe(12345);
  });

  row('CX-05', () => {
    local.actAs({ openid: 'o-person', appid: 'wx-app', source: 'wx_client' });
    delete process.env.WX_CONTEXT_KEYS;
    expect(sdk.getWXContext()).toEqual({});
  });
}
