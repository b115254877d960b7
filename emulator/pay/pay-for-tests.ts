import { Engine } from '../engine/engine';
import { Faults } from '../faults/faults';
import { registerMerchant } from './accounts';
import { payCollections } from './collections';
import type { PayCaller, PayContext } from './context';
import { payAtSheet, type SheetResult } from './pay-at-sheet';
import { payCalls } from './pay-calls';

/** A merchant number that WeChat Pay of the tests knows. */
export const merchant = '1900000109';
export const buyer: PayCaller = { openid: 'buyer', appid: 'wxmerchant' };

/** 2026-11-22 12:00:00 in Beijing. */
export const noon = Date.UTC(2026, 10, 22, 4);

/** WeChat Pay of one test, with a clock that the test moves. */
export interface PayForTests extends PayContext {
  readonly clock: { t: number; now: () => number };
  /** Calls cloudPay as the buyer; the merchant and a fresh order's fields are filled in. */
  call(name: string, args?: Record<string, unknown>, caller?: PayCaller): Record<string, unknown>;
  /** Orders and pays; gives what the sheet answered. */
  buy(outTradeNo: string, totalFeeFen?: number): SheetResult;
}

/** What unifiedOrder needs at least. */
export const orderArguments = {
  sub_mch_id: merchant,
  body: '双人套餐',
  out_trade_no: 'T1',
  total_fee: 100,
  spbill_create_ip: '127.0.0.1',
  env_id: 'local-env',
  function_name: 'pay-notify',
};

/** A WeChat Pay on a new engine, with one merchant. */
export function payForTests(): PayForTests {
  const clock = { t: noon, now: () => clock.t };
  let count = 0;
  const ids = () => `id${String((count += 1)).padStart(8, '0')}`;
  const engine = new Engine({ now: clock.now, id: ids, refuseScans: true, conflictAt: 'operation' });
  engine.declare(payCollections);
  const context = { engine, clock, ids, faults: new Faults() };
  registerMerchant(context, merchant);
  const call: PayForTests['call'] = (name, args = {}, caller = buyer) => {
    const base = name === 'unifiedOrder' ? orderArguments : { sub_mch_id: merchant };
    const answer = payCalls[name]?.(context, { ...base, ...args }, caller);
    if (answer === undefined || Buffer.isBuffer(answer)) throw new Error(`${name} answered no JSON`);
    return answer;
  };
  const buy: PayForTests['buy'] = (outTradeNo, totalFeeFen = 100) => {
    const { prepay_id } = call('unifiedOrder', { out_trade_no: outTradeNo, total_fee: totalFeeFen });
    return payAtSheet(context, { package: `prepay_id=${String(prepay_id)}`, outcome: 'success', openid: 'buyer' });
  };
  return { ...context, call, buy };
}

/** The part of an answer that says yes or no: SUCCESS, the err_code, or the return_msg of a malformed request. */
export function verdict(answer: Record<string, unknown>): unknown {
  if (answer.return_code !== 'SUCCESS') return answer.return_msg;
  return answer.result_code === 'SUCCESS' ? 'SUCCESS' : answer.err_code;
}
