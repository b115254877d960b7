import { randomBytes, randomInt } from 'node:crypto';
import cloud from 'wx-server-sdk';
import { merchantIdOf, quotable } from '../domain/ids';
import { readConfig } from '../runtime/config';
import type { Caller, World } from '../runtime/operation';
import { cloudDatabase } from './cloud-database';
import { cloudPay, type CloudPay } from './cloud-pay';
import { report } from './log';
import { payoutsByHand } from './payouts-by-hand';
import type { CloudFiles } from './cloud-files';
import { cloudWeChat, type OpenApi } from './cloud-wechat';

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/** The world of one invocation: its time is read here, once. */
export function openWorld(): World {
  const config = readConfig(process.env);
  const { cloudPay: pay, openapi } = cloud as unknown as { cloudPay: CloudPay; openapi: OpenApi };
  const symbols = (n: number): string => quotable(randomBytes(Math.ceil((n * 5) / 8) + 1), n);
  return {
    now: Date.now(),
    config,
    database: cloudDatabase(cloud),
    payments: cloudPay(pay, { environmentId: config.environmentId, nonce: () => symbols(32) }),
    payouts: payoutsByHand,
    wechat: cloudWeChat(openapi, cloud as unknown as CloudFiles),
    chance: { symbols, digits: (n) => Array.from({ length: n }, () => String(randomInt(10))).join('') },
    report,
  };
}

interface WeChatContext {
  readonly OPENID?: string;
  readonly APPID?: string;
  readonly FROM_OPENID?: string;
  readonly FROM_APPID?: string;
  readonly SOURCE?: string;
}

/** Where an invocation began and how it came here, as WeChat says it: `wx_client`, `wx_trigger`, `wx_paycallback`, … */
export const sourceOfCall = (): string => (cloud.getWXContext() as WeChatContext).SOURCE ?? '';

/**
 * Who calls. With a shared environment the mini-program is named beside the environment's own, and who calls by his
 * name there: nobody is one person here and calls from there.
 */
export function callerOfCall(): Caller | undefined {
  const { OPENID, APPID, FROM_OPENID, FROM_APPID } = cloud.getWXContext() as WeChatContext;
  const [person, appid] = FROM_APPID ? [FROM_OPENID, FROM_APPID] : [OPENID, APPID];
  if (!person || !appid) return undefined;
  return { person, appid, merchantId: merchantIdOf(appid) };
}
