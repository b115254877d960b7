import { fenOf } from '../../presenters/money';
import type { typedProblems } from '../text/problems';

/** What was typed in a field, as the contract wants it, or why it cannot be read. */
export type Read<T> = { readonly value: T } | { readonly reason: keyof typeof typedProblems };

/** The most that the server takes for a unit (cloudfunctions/runtime/input.ts). */
const PRICE_FEN_MAX = 100_000_000;

/** A text of so many characters. */
export function text(typed: string, least: number, most: number): Read<string> {
  if (typed.length < least) return { reason: 'text_missing' };
  return typed.length > most ? { reason: 'text_too_long' } : { value: typed };
}

/** A whole number. */
export function whole(typed: string, least: number, most: number): Read<number> {
  const digits = typed.trim();
  if (digits === '') return { reason: 'number_missing' };
  if (!/^\d+$/.test(digits)) return { reason: 'not_a_number' };
  const value = Number(digits);
  if (value < least) return { reason: 'number_too_small' };
  return value > most ? { reason: 'number_too_large' } : { value };
}

/** A sum in yuan above nothing, in fen. */
export function sum(typed: string): Read<number> {
  const value = fenOf(typed);
  if (value === undefined) return { reason: 'not_a_sum' };
  if (value === 0) return { reason: 'number_too_small' };
  return value > PRICE_FEN_MAX ? { reason: 'number_too_large' } : { value };
}

/** What may be left empty. */
export function optional<T>(typed: string, read: (typed: string) => Read<T>): Read<T | undefined> {
  return typed.trim() === '' ? { value: undefined } : read(typed);
}
