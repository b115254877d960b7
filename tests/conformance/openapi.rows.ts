import { expect } from '@jest/globals';
import { setConsent } from '../../emulator/wechat/subscribe-message';
import { local, NOW } from './local-gateway';
import { row } from './row';
import { sdk } from './sdk';

const JSON_TYPE = 'application/json; charset=utf-8';
const message = { touser: 'o-person', templateId: 'T1', page: 'pages/order/order', data: { thing1: { value: '券' } } };

/** The last exchange: what the SDK sent and what it got. */
function lastExchange(): { sent: string; contentType: string; body: Buffer | string } {
  const { request, answer } = local.exchanges.at(-1) ?? {};
  if (request === undefined || answer === undefined || answer === 'lost') throw new Error('nothing was answered');
  return { sent: request.body.toString('latin1'), ...answer };
}

function permit(...names: string[]): void {
  local.permissions = names;
}

/** OA: WeChat's open interfaces, in protobuf. */
export function openapiRows(): void {
  answerRows();
  refusalRows();

  row('OA-11', async () => {
    permit('updatableMessage.createActivityId');
    const answer = await sdk.callOpenAPI({ api: 'updatableMessage.createActivityId', data: { unionid: 'u-1' } });
    const { fields } = local.exchanges.at(-1) ?? {};
    expect(fields).toMatchObject({
      action: 'wx.api',
      apiName: 'updatableMessage.createActivityId',
      requestData: '{"unionid":"u-1"}',
    });
    expect(answer.result).toMatchObject({ errcode: 0, activity_id: expect.any(String) });
  });

  row('OA-12', async () => {
    permit();
    const { result } = await sdk.callOpenAPI({ api: 'updatableMessage.createActivityId', data: {} });
    expect(result).toMatchObject({ errcode: -604101 });
  });
}

function answerRows(): void {
  row('OA-01', async () => {
    permit('updatableMessage.createActivityId');
    const answer = await sdk.openapi.updatableMessage.createActivityId({});
    expect(answer).toEqual({
      activityId: expect.any(String),
      expirationTime: NOW / 1000 + 86_400,
      errMsg: 'openapi.updatableMessage.createActivityId:ok',
      errCode: 0,
    });
  });

  row(['OA-02', 'OA-07'], async () => {
    permit('subscribeMessage.send');
    setConsent(local.merchantContext, 'o-person', 'T1', 1);
    expect(await sdk.openapi.subscribeMessage.send(message)).toEqual({
      errMsg: 'openapi.subscribeMessage.send:ok',
      errCode: 0,
    });
    const { sent, contentType, body } = lastExchange();
    // Field 1 (key) and field 2 (value) of a pair, each with its length before it.
    expect(sent).toContain('\x0a\x0btemplate_id\x12\x04"T1"');
    expect(contentType).toBe('application/octet-stream');
    // respData, contentType, httpCode, as a protobuf reader sees them.
    expect(body.toString('hex')).toBe(
      '0a1b7b22657272636f6465223a302c226572726d7367223a226f6b227d12106170706c69636174696f6e2f6a736f6e20c801',
    );
  });

  row('OA-04', async () => {
    permit('wxacode.getUnlimited');
    const picture = await sdk.openapi.wxacode.getUnlimited({ scene: 'g=1', page: 'pages/group/group' });
    expect(picture).toMatchObject({ contentType: expect.stringMatching(/^image\//), errCode: 0 });
    expect(picture.buffer).toBeInstanceOf(Buffer);
    expect((picture.buffer as Buffer).subarray(1, 4).toString()).toBe('PNG');
  });

  row('OA-13', async () => {
    permit('updatableMessage.createActivityId');
    const answer = await sdk.openapi({ version: 'v2' }).updatableMessage.createActivityId({});
    expect(local.exchanges.at(-1)?.fields).toMatchObject({ cgiName: 'commrpcv2' });
    expect(answer).toMatchObject({ activityId: expect.any(String), errCode: 0 });
  });

  row('OA-14', async () => {
    permit('subscribeMessage.send');
    const named = { ...message, data: { thingOne: { value: 'x' } } };
    await sdk.openapi.subscribeMessage.send(named).catch(() => undefined);
    expect(lastExchange().sent).toContain('{"thing_one":{"value":"x"}}');
    await sdk
      .openapi({ convertCase: false })
      .subscribeMessage.send(named)
      .catch(() => undefined);
    expect(lastExchange().sent).toContain('{"thingOne":{"value":"x"}}');
    expect(lastExchange().sent).toContain('templateId');
  });
}

function refusalRows(): void {
  row('OA-03', async () => {
    permit('subscribeMessage.send');
    setConsent(local.merchantContext, 'o-person', 'T1', 0);
    await expect(sdk.openapi.subscribeMessage.send(message)).rejects.toMatchObject({
      errCode: 43101,
      errMsg: expect.stringMatching(/^openapi\.subscribeMessage\.send:fail user refuse to accept the msg/),
    });
  });

  row('OA-05', async () => {
    permit('wxacode.getUnlimited');
    setConsent(local.merchantContext, 'o-person', 'T1', 1);
    await expect(sdk.openapi.subscribeMessage.send(message)).rejects.toMatchObject({ errCode: -604101 });
  });

  row(['OA-06', 'OA-08'], async () => {
    permit('immediateDelivery.getOrder');
    await expect(sdk.openapi.immediateDelivery.getOrder({})).rejects.toMatchObject({
      errCode: -501001,
      errMsg: expect.stringContaining('openapi.immediateDelivery.getOrder is not implemented by the local cloud'),
    });
    expect(lastExchange().contentType).toBe(JSON_TYPE);
    expect(local.lastAnswer()).toEqual({
      code: 'NOT_IMPLEMENTED',
      message: 'openapi.immediateDelivery.getOrder is not implemented by the local cloud',
      requestId: expect.any(String),
    });
  });

  row('OA-09', async () => {
    await expect(sdk.getOpenData({ list: ['cloud-id'] })).rejects.toMatchObject({
      errMsg: expect.stringContaining('is not implemented by the local cloud'),
    });
  });

  row('OA-10', async () => {
    const other = new sdk.Cloud({ resourceAppid: 'wx-other', resourceEnv: 'other-env' });
    await expect(other.init()).rejects.toMatchObject({
      errMsg: expect.stringContaining('getCrossAccountToken is not implemented by the local cloud'),
    });
  });
}
