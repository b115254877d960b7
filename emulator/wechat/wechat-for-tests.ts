import { payForTests, type PayForTests } from '../pay/pay-for-tests';
import { wechatCollections } from './collections';
import { openapiCalls } from './openapi-calls';

/** WeChat of one test: its payments, and its open interfaces called as the merchant's mini-program. */
export interface WechatForTests extends PayForTests {
  ask(name: string, args: Record<string, unknown>): Record<string, unknown>;
}

/** A WeChat on a new engine. */
export function wechatForTests(): WechatForTests {
  const pay = payForTests();
  pay.engine.declare(wechatCollections);
  const ask: WechatForTests['ask'] = (name, args) => {
    const answer = openapiCalls[name]?.(pay, args, { appid: 'wxmerchant' });
    if (answer === undefined || !('json' in answer)) throw new Error(`${name} answered no JSON`);
    return answer.json;
  };
  return { ...pay, ask };
}
