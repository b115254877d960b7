import type { Clock } from '../clock/clock';
import type { Engine } from '../engine/engine';

/** What WeChat's open interfaces stand on here: their state lies in the engine's sys_ collections. */
export interface WechatContext {
  readonly engine: Engine;
  readonly clock: Clock;
  /** A new unique string each time. */
  readonly ids: () => string;
}

/** Who calls an open interface: the mini-program, and the person behind the call if there is one. */
export interface OpenapiCaller {
  readonly openid?: string;
  readonly appid: string;
}

/** The arguments of an open interface as the SDK sends them: keys in snake_case. */
export type OpenapiArguments = Readonly<Record<string, unknown>>;

/** What WeChat answers: JSON with errcode and errmsg, or a picture. */
export type OpenapiAnswer =
  { readonly json: Record<string, unknown> } | { readonly contentType: string; readonly bytes: Buffer };

/** One open interface of WeChat. */
export type OpenapiCall = (context: WechatContext, args: OpenapiArguments, caller: OpenapiCaller) => OpenapiAnswer;

/** errcode 0, with what else the interface answers. */
export function succeeded(fields: Readonly<Record<string, unknown>> = {}): OpenapiAnswer {
  return { json: { errcode: 0, errmsg: 'ok', ...fields } };
}

/** A refusal: the number and text of WeChat's table of errors. */
export function failed(errcode: number, errmsg: string): OpenapiAnswer {
  return { json: { errcode, errmsg } };
}
