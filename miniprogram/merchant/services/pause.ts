const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

/** Runs something once nothing has asked for it any more for a while. */
export function afterPause(owner: object, pauseMs: number, run: () => void): void {
  forgetPause(owner);
  timers.set(owner, setTimeout(run, pauseMs));
}

/** It is not wanted any more. */
export function forgetPause(owner: object): void {
  const timer = timers.get(owner);
  if (timer !== undefined) clearTimeout(timer);
  timers.delete(owner);
}
