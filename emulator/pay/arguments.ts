import type { PayArguments } from './context';
import { malformed } from './refusal';

/**
 * A text argument of at most `length` characters.
 * The texts of these refusals are v2's as seen in public reports, not documented; unverified for cloudPay.
 */
export function requiredText(args: PayArguments, name: string, length: number): string {
  const text = optionalText(args, name, length);
  if (text === undefined) throw malformed(`缺少参数${name}`);
  return text;
}

/** As requiredText, but undefined when the argument is absent or empty. */
export function optionalText(args: PayArguments, name: string, length: number): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw malformed(`${name}参数格式错误`);
  if (value.length > length) throw malformed(`${name}参数长度有误`);
  return value;
}

/** An amount in fen: a whole number of at least one. */
export function requiredFen(args: PayArguments, name: string): number {
  const value = args[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) throw malformed(`invalid ${name}`);
  return value;
}

/** A number of the merchant's making: letters, digits and `_-|*@`. */
export function requiredNumber(args: PayArguments, name: string, length: number): string {
  const number = requiredText(args, name, length);
  if (!/^[0-9A-Za-z_\-|*@]+$/.test(number)) throw malformed(`${name}参数格式错误`);
  return number;
}
