/** How WeChat names a call of its own from a timer (Cloud.getWXContext, SOURCE; read 2026-11-22). */
const TIMER = 'wx_trigger';

/** Runs a timer's work, for the timer alone: anybody may call a function by name. */
export async function timerAnswer(source: string, run: () => Promise<void>): Promise<{ readonly ran: boolean }> {
  if (source !== TIMER) return { ran: false };
  await run();
  return { ran: true };
}
