import { missingCollection } from '../engine/failure';
import type { WireFields } from './gateway-action';
import { readEjson } from './ejson';
import { GatewayFailure } from './gateway-failure';

/** A field that must be a text. */
export function textField(fields: WireFields, name: string): string {
  const text = fields[name];
  if (typeof text !== 'string') throw new GatewayFailure('INVALID_PARAM', `${name} must be a string`);
  return text;
}

/** A field that must hold bytes: a binary part of a multipart body. */
export function bytesField(fields: WireFields, name: string): Buffer {
  const bytes = fields[name];
  if (!Buffer.isBuffer(bytes)) throw new GatewayFailure('INVALID_PARAM', `${name} must be a binary part`);
  return bytes;
}

/** A field that must be a list of texts. */
export function textsField(fields: WireFields, name: string): readonly string[] {
  const texts = fields[name];
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) {
    throw new GatewayFailure('INVALID_PARAM', `${name} must be a list of strings`);
  }
  return texts;
}

/** A number from 0 on that may be missing. */
export function countField(fields: WireFields, name: string): number | undefined {
  const count = fields[name];
  if (count === undefined) return undefined;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
  throw new GatewayFailure('INVALID_PARAM', `${name} must be a whole number from 0 on`);
}

/** Extended JSON that must be an object; a missing field and an empty text (a remove without where) mean `{}`. */
export function ejsonField(fields: WireFields, name: string): object {
  const text = fields[name] === undefined ? '' : textField(fields, name);
  return text === '' ? {} : ejsonObject(text, name);
}

/** Reads extended JSON that must be an object; `name` is what a refusal calls it. */
export function ejsonObject(text: string, name: string): object {
  const value = readEjsonText(text, name);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new GatewayFailure('INVALID_PARAM', `${name} must be an object`);
}

/** Reads extended JSON of any kind; `name` is what a refusal calls it. */
export function readEjsonText(text: string, name: string): unknown {
  try {
    return readEjson(text);
  } catch {
    throw new GatewayFailure('INVALID_PARAM', `${name} is not extended JSON`);
  }
}

/** The collection of a call. Those of the local cloud itself (`sys_…`) do not exist for functions. */
export function collectionField(fields: WireFields): string {
  const name = textField(fields, 'collectionName');
  refuseHidden(name);
  return name;
}

/** Refuses a collection of the local cloud itself as if it did not exist. */
export function refuseHidden(name: string): void {
  if (isHidden(name)) throw missingCollection(name);
}

/** Whether a collection belongs to the local cloud itself: pay orders, notices, files. */
export function isHidden(name: string): boolean {
  return name.startsWith('sys_');
}
