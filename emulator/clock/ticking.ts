import type { Agenda } from './agenda';

/** Timers have whole seconds; what falls due is late by this much at most. */
const TICK_MS = 250;

/** Runs what falls due as time passes, until the answer is called. */
export function keepTicking(agenda: Agenda, log: (line: string) => void): () => void {
  const ticking = setInterval(() => {
    agenda.runDue().catch((error: unknown) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  }, TICK_MS);
  return () => {
    clearInterval(ticking);
  };
}
