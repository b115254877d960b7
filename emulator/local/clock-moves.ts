import type { Agenda } from '../clock/agenda';
import type { VirtualClock } from '../clock/clock';
import type { Gate } from '../clock/gate';
import { rememberClock } from '../clock/remembered-clock';
import type { Engine } from '../engine/engine';
import type { Diary } from './diary';
import type { LocalParts } from './route';

interface ClockParts {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly agenda: Agenda;
  readonly gate: Gate;
  readonly diary: Diary;
}

/** How the clock is moved and stopped from outside; each move is remembered and told. */
export function clockMoves(parts: ClockParts): Pick<LocalParts, 'jump' | 'freeze'> {
  const { engine, clock, agenda, gate, diary } = parts;
  const tell = (from: number, ran: number): void =>
    diary.tell({ kind: 'clock', from, to: clock.now(), isFrozen: clock.isFrozen, ran });
  return {
    jump: (target, isExact) =>
      gate.shut(async () => {
        const from = clock.now();
        const report = await agenda.moveTo(target(), isExact);
        tell(from, report.ran);
        return report;
      }),
    freeze(frozen) {
      clock.freeze(frozen);
      rememberClock(engine, clock);
      tell(clock.now(), 0);
    },
  };
}
