import { expect } from '@jest/globals';
import { last, local } from './local-gateway';
import { row } from './row';
import { sdk } from './sdk';

const INVOKE = 'functions.invokeFunction';

/** FN: functions that call functions. */
export function functionRows(): void {
  row('FN-01', async () => {
    const answer = await sdk.callFunction({ name: 'echo', data: { a: 1 } });
    expect(last(INVOKE)).toMatchObject({ function_name: 'echo', request_data: '{"a":1}' });
    expect(local.lastAnswer()).toEqual({ requestId: expect.any(String), data: { response_data: '{"a":1}' } });
    expect(answer).toEqual({ result: { a: 1 }, errMsg: 'callFunction:ok', requestID: expect.any(String) });
  });

  row('FN-02', async () => {
    const { result } = await sdk.callFunction({ name: 'echo', data: { at: new Date(0) } });
    expect(result).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  row('FN-03', async () => {
    const { result } = await sdk.callFunction({ name: 'digits' });
    expect(local.lastAnswer()).toMatchObject({ data: { response_data: '"123"' } });
    expect(result).toBe(123);
  });

  row('FN-04', async () => {
    await expect(sdk.callFunction({ name: 'broken' })).rejects.toMatchObject({
      errCode: -1,
      errMsg: 'callFunction:fail Error: out of paper',
      code: 'FUNCTIONS_EXECUTE_FAIL',
    });
  });

  row('FN-05', async () => {
    expect(await sdk.callFunction({ name: 'nothing' })).toMatchObject({ result: null });
  });

  row('FN-06', async () => {
    local.actAs({ openid: 'o-person', appid: 'wx-app', source: 'wx_client' });
    const { result } = await sdk.callFunction({ name: 'whoami', data: { openid: 'o-somebody-else' } });
    expect(result).toEqual({ openid: 'o-person', appid: 'wx-app', source: 'wx_client,scf' });
    expect(local.seen.at(-1)?.headers['x-tcb-source']).toBe('wx_client,scf');
  });

  row('FN-07', async () => {
    await expect(sdk.callFunction({ name: 'nowhere' })).rejects.toMatchObject({
      errCode: -1,
      code: 'FUNCTION_NOT_FOUND',
      errMsg: expect.stringContaining('nowhere'),
    });
  });
}
