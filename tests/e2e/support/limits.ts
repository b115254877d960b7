/**
 * How long anything is waited for: a page, a word on it. A slow machine is no fault, so that this is far more
 * than even a busy one needs; only what never comes costs so much.
 */
export const WAIT_MAX_MS = 60_000;

/** How long a test with a browser may take; each file of them says so to jest. */
export const STORY_MAX_MS = 900_000;
