import { gunzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import { payAtSheet } from '../../emulator/pay/pay-at-sheet';
import { local, NOW } from './local-gateway';
import { row } from './row';
import { sdk, type Answer } from './sdk';

const buyer = { openid: 'o-buyer', appid: 'wx-app', source: 'wx_client' };
const merchant = { subMchId: '1900000001', nonceStr: 'n' };
const order = {
  ...merchant,
  body: 'x',
  spbillCreateIp: '127.0.0.1',
  totalFee: 1,
  envId: 'local-env',
  functionName: 'pay-notify',
};

async function paidOrder(outTradeNo: string): Promise<void> {
  const { payment } = await sdk.cloudPay.unifiedOrder({ ...order, outTradeNo });
  const prepayment = (payment as Answer).package as string;
  payAtSheet(local.merchantContext, { package: prepayment, outcome: 'success', openid: buyer.openid });
}

/** PY: WeChat Pay. */
export function payRows(): void {
  row(['PY-01', 'PY-03'], async () => {
    local.actAs(buyer);
    const answer = await sdk.cloudPay.unifiedOrder({ ...order, outTradeNo: 'T1' });
    expect(local.exchanges.at(-1)?.fields).toMatchObject({ action: 'wx.wxPayApi', apiName: 'unifiedOrder' });
    expect(local.exchanges.at(-1)?.request.body.toString()).toContain(
      '{"body":"x","sub_mch_id":"1900000001","nonce_str":"n","spbill_create_ip":"127.0.0.1","total_fee":1,' +
        '"env_id":"local-env","function_name":"pay-notify","out_trade_no":"T1"}',
    );
    expect(local.exchanges.at(-1)?.answer).toMatchObject({ contentType: 'application/octet-stream' });
    expect(answer).toMatchObject({
      returnCode: 'SUCCESS',
      resultCode: 'SUCCESS',
      errCode: 0,
      errMsg: 'cloudPay.unifiedOrder:ok',
    });
    expect(answer.payment).toEqual({
      appId: 'wx-app',
      timeStamp: String(NOW / 1000),
      nonceStr: expect.any(String),
      package: expect.stringMatching(/^prepay_id=/),
      signType: 'MD5',
      paySign: expect.any(String),
    });
  });

  row('PY-02', async () => {
    local.actAs(buyer);
    await paidOrder('T2');
    const answer = await sdk.cloudPay.unifiedOrder({ ...order, outTradeNo: 'T2' });
    const wire = local.exchanges.at(-1)?.answer as { readonly body: Buffer };
    expect(JSON.parse(wire.body.toString())).toMatchObject({ result_code: 'FAIL', err_code: 'ORDERPAID' });
    expect(answer).toMatchObject({ returnCode: 'SUCCESS', resultCode: 'FAIL', errCode: 0, errCodeDes: '该订单已支付' });
  });

  row('PY-04', async () => {
    local.actAs(buyer);
    await sdk.cloudPay.unifiedOrder({ ...order, outTradeNo: 'T3' });
    expect(await sdk.cloudPay.queryOrder({ ...merchant, outTradeNo: 'T3' })).toMatchObject({ tradeState: 'NOTPAY' });
    await paidOrder('T3');
    expect(await sdk.cloudPay.queryOrder({ ...merchant, outTradeNo: 'T3' })).toMatchObject({
      tradeState: 'SUCCESS',
      totalFee: 1,
      subOpenid: 'o-buyer',
      timeEnd: '20261122120000',
    });
  });

  row('PY-07', async () => {
    local.actAs(buyer);
    const answer = await sdk.cloudPay({ appid: 'wx-other' }).unifiedOrder({ ...order, outTradeNo: 'T5' });
    expect(answer.payment).toMatchObject({ appId: 'wx-other' });
  });

  row('PY-05', async () => {
    await expect(sdk.cloudPay.micropay({})).rejects.toMatchObject({
      errCode: -501001,
      errMsg: expect.stringContaining('cloudPay.micropay is not implemented by the local cloud'),
    });
  });

  row('PY-06', async () => {
    local.actAs(buyer);
    await paidOrder('T4');
    local.clock.set(NOW + 24 * 3_600_000);
    try {
      const bill = { ...merchant, billDate: '20261122', billType: 'ALL' };
      const text = await sdk.cloudPay.downloadBill(bill);
      const packed = await sdk.cloudPay.downloadBill({ ...bill, tarType: 'GZIP' });
      expect(text.data).toContain('T4');
      expect(gunzipSync(packed.data as Buffer).toString()).toBe(text.data);
    } finally {
      local.clock.set(NOW);
    }
  });
}
