import * as z from 'zod/mini';
import { isDay } from '../domain/time';
import { isCursor } from './paging';

/** An id that somebody sends. Whether it names anything is judged later: what is not there is NOT_FOUND. */
export const id = z.string().check(z.minLength(1), z.maxLength(64));

/** The client's id of a request. */
export const requestId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));

/** A text for people to read, without control characters. */
export const text = (most: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(most), z.regex(/^\P{Cc}*$/u));

/** The same with line breaks. */
export const longText = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[\P{Cc}\n]*$/u));

/** A whole number in a range. */
export const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** An amount of money (fen); no single one is above a million yuan. */
export const fen = whole(1, 100_000_000);

/** An instant (epoch ms). */
export const instant = whole(0, 8_640_000_000_000_000);

/** A day in Asia/Shanghai. */
export const day = z.string().check(z.refine((value) => isDay(value)));

/** Where a list goes on. */
export const page = {
  cursor: z.optional(z.string().check(z.maxLength(200), z.refine(isCursor))),
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
export const most = z.maxLength;
export const least = z.minLength;
