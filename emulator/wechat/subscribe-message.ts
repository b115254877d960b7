import type { Document } from '../engine/document';
import { consents, messages } from './collections';
import { failed, succeeded, type OpenapiCall, type WechatContext } from './context';

/** How many messages of one template a person still allows: one more with every tap on 允许. */
interface Consent extends Document {
  readonly openid: string;
  readonly template: string;
  readonly left: number;
}

/** A message that WeChat has shown to a person. */
export interface SentMessage extends Document {
  readonly _id: string;
  readonly openid: string;
  readonly template: string;
  readonly page: string;
  /** What the template's fields say, by field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly sentAt: number;
}

const MESSAGES_SHOWN_MAX = 1000;

/** Sets how many messages of a template a person still allows. */
export function setConsent(context: WechatContext, openid: string, template: string, left: number): void {
  const key = consentKey(openid, template);
  context.engine.replace(consents, { _id: key }, { _id: key, openid, template, left }, true);
}

/** How many messages of a template a person still allows. */
export function consentLeft(context: WechatContext, openid: string, template: string): number {
  const filter = { _id: consentKey(openid, template) };
  const consent = context.engine.find(consents, { filter, limit: 1 })[0] as Consent | undefined;
  return consent?.left ?? 0;
}

/** What a person has been sent, the newest first. */
export function messagesOf(context: WechatContext, openid: string): SentMessage[] {
  const find = { filter: { openid }, sort: [['sentAt', -1]] as const, limit: MESSAGES_SHOWN_MAX };
  return context.engine.find(messages, find) as SentMessage[];
}

/**
 * subscribeMessage.send: one consent buys one message; without one 43101 (subscribeMessage.send page and table of
 * errors, 2026-11-22). A template is not known here, so a field is only checked for having a value (47003); texts
 * other than that of 43101 are from documentation memory.
 */
export const sendSubscribeMessage: OpenapiCall = (context, args) => {
  const { touser, template_id: template, page } = args;
  if (typeof touser !== 'string' || touser === '') return failed(40003, 'invalid openid');
  if (typeof template !== 'string' || template === '') return failed(40037, 'invalid template_id');
  if (page !== undefined && (typeof page !== 'string' || page.startsWith('/'))) return failed(41030, 'invalid page');
  const fields = fieldTexts(args.data);
  if (fields === undefined) return failed(47003, 'argument invalid!');
  const left = consentLeft(context, touser, template);
  if (left < 1) return failed(43101, 'user refuse to accept the msg');
  setConsent(context, touser, template, left - 1);
  const message = { _id: context.ids(), openid: touser, template, page: page ?? '', fields };
  context.engine.insert(messages, [{ ...message, sentAt: context.clock.now() }]);
  return succeeded();
};

function fieldTexts(fields: unknown): Record<string, string> | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const texts = Object.entries(fields).map(([name, field]: [string, unknown]) => [name, textOf(field)] as const);
  return texts.every(([, text]) => text !== '') ? Object.fromEntries(texts) : undefined;
}

function textOf(field: unknown): string {
  const value = typeof field === 'object' && field !== null && 'value' in field ? field.value : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function consentKey(openid: string, template: string): string {
  return `${openid}:${template}`;
}
