let aheadMs = 0;

/** Every answer of the server says what time it is there: a phone's own clock may be wrong by hours. */
export function learnTime(serverNow: number): void {
  aheadMs = serverNow - Date.now();
}

/** What time it is at the server (epoch ms), as far as the last answer told. */
export function now(): number {
  return Date.now() + aheadMs;
}
