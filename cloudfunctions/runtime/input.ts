import * as z from 'zod/mini';
import { isDay } from '../domain/time';
import { isCursor } from './paging';

/**
 * A length is measured only where there is a text or a list: of anything else zod would compare whatever its field
 * `length` is, and throw for what cannot be compared (zod 4.6.7, `v4/core/checks.ts`, `_whenHasLength`).
 */
const measured = { abort: true, when: ({ issues }: { readonly issues: readonly unknown[] }) => issues.length === 0 };

/** The most that a text or a list may have, in characters or items. */
export const most = (length: number) => z.maxLength(length, measured);

/** The least that it must have. */
export const least = (length: number) => z.minLength(length, measured);

/** An id that somebody sends. Whether it names anything is judged later: what is not there is NOT_FOUND. */
export const id = z.string().check(least(1), most(64));

/** The client's id of a request. */
export const requestId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));

/** A text for people to read, without control characters. */
export const text = (length: number) => z.string().check(z.trim(), least(1), most(length), z.regex(/^\P{Cc}*$/u));

/** The same with line breaks. */
export const longText = (length: number) => z.string().check(most(length), z.regex(/^[\P{Cc}\n]*$/u));

/** A whole number in a range. */
export const whole = (from: number, to: number) => z.int().check(z.gte(from), z.lte(to));

/** An amount of money (fen); no single one is above a million yuan. */
export const fen = whole(1, 100_000_000);

/** An instant (epoch ms). */
export const instant = whole(0, 8_640_000_000_000_000);

/** A day in Asia/Shanghai. */
export const day = z.string().check(z.refine((value) => isDay(value)));

/** Where a list goes on. */
export const page = {
  cursor: z.optional(z.string().check(most(200), z.refine(isCursor))),
  limit: z.optional(whole(1, 100)),
};

export const nothing = z.strictObject({});
export const object = z.strictObject;
export const optional = z.optional;
export const array = z.array;
export const oneOf = z.enum;
export const flag = z.boolean;
export const either = z.union;
export const constrained = z.refine;
