/**
 * How long anything in a browser is waited for: a page, a word on it. A slow machine is no fault, so that this is far
 * more than even a busy one needs; only what never comes costs so much.
 */
export const WAIT_MAX_MS = 60_000;
