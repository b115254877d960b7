import { describe, expect, test } from '@jest/globals';

import { Agenda, type Agendum } from './agenda';
import { VirtualClock } from './clock';

const HOUR = 3_600_000;

/** Falls due at fixed times and writes down what the clock said when it ran. */
function appointments(name: string, times: number[], diary: string[], clock: VirtualClock): Agendum {
  const open = [...times];
  return {
    name,
    nextAt: () => open[0],
    run: async () => {
      const due = open.shift();
      diary.push(`${name} due ${String(due)} at ${String(clock.now())}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      diary.push(`${name} done at ${String(clock.now())}`);
      return 'ran';
    },
  };
}

describe('Agenda', () => {
  test('Agenda: a jump runs what falls due in order, each at its own time, to the end', async () => {
    const clock = new VirtualClock({ realNow: () => performance.now() });
    clock.set(0);
    const diary: string[] = [];
    const late = appointments('late', [300, 500], diary, clock);
    const early = appointments('early', [200, 300, 900], diary, clock);
    const report = await new Agenda(clock, [late, early]).moveTo(600);
    expect(diary).toEqual(
      ['early 200', 'late 300', 'early 300', 'late 500'].flatMap((step) => {
        const [name, at] = step.split(' ');
        return [`${String(name)} due ${String(at)} at ${String(at)}`, `${String(name)} done at ${String(at)}`];
      }),
    );
    expect(report).toEqual({ ran: 4, skipped: 0 });
    expect(early.nextAt()).toBe(900);
  });

  test('Agenda: what a run makes due within the jump runs in the same jump', async () => {
    const clock = new VirtualClock({ realNow: () => 0, frozenAt: 0 });
    const noticesDueAt: number[] = [];
    const delivered: number[] = [];
    let timerDueAt: number | undefined = 10;
    const notices: Agendum = {
      name: 'notices',
      nextAt: () => noticesDueAt[0],
      run: () => {
        delivered.push(Number(noticesDueAt.shift()));
        return Promise.resolve('ran');
      },
    };
    const timer: Agendum = {
      name: 'timer',
      nextAt: () => timerDueAt,
      run: () => {
        noticesDueAt.push(15);
        timerDueAt = undefined;
        return Promise.resolve('ran');
      },
    };
    await new Agenda(clock, [notices, timer]).moveTo(20);
    expect(delivered).toEqual([15]);
  });

  test('Agenda: what has nothing to do is counted and not run, and the clock arrives', async () => {
    const clock = new VirtualClock({ realNow: () => 0 });
    let at = HOUR;
    const idle: Agendum = {
      name: 'idle',
      nextAt: () => at,
      run: () => Promise.reject(new Error('ran')),
      nextWorkAt: () => undefined,
      leaveOut(before) {
        let count = 0;
        for (; at < before; at += HOUR) count += 1;
        return count;
      },
    };
    const agenda = new Agenda(clock, [idle]);
    expect(await agenda.moveTo(24 * HOUR)).toEqual({ ran: 0, skipped: 24 });
    expect(clock.now()).toBe(24 * HOUR);
    await expect(agenda.moveTo(25 * HOUR, true)).rejects.toThrow('ran');
  });

  test('Agenda: at the time of a run, only who stands before it in the list has been left out', async () => {
    const clock = new VirtualClock({ realNow: () => 0 });
    const diary: string[] = [];
    const idle = (name: string): Agendum => ({
      name,
      nextAt: () => undefined,
      run: () => Promise.reject(new Error('ran')),
      nextWorkAt: () => undefined,
      leaveOut(before) {
        diary.push(`${name} before ${String(before)}`);
        return 0;
      },
    });
    await new Agenda(clock, [idle('first'), appointments('work', [7], diary, clock), idle('last')]).moveTo(9);
    expect(diary).toEqual([
      'first before 8',
      'last before 7',
      'work due 7 at 7',
      'work done at 7',
      'first before 10',
      'last before 10',
    ]);
  });

  test('Agenda: every move is reported before anything runs at the new time', async () => {
    const clock = new VirtualClock({ realNow: () => 0, frozenAt: 0 });
    const diary: string[] = [];
    const agenda = new Agenda(clock, [appointments('a', [7], diary, clock)], () =>
      diary.push(`moved ${String(clock.now())}`),
    );
    await agenda.moveTo(9);
    expect(diary).toEqual(['moved 7', 'a due 7 at 7', 'a done at 7', 'moved 9']);
  });

  test('Agenda: without a jump a long run holds nothing else up and is not started twice', async () => {
    const clock = new VirtualClock({ realNow: () => 100, frozenAt: 100 });
    const started: string[] = [];
    const ends: (() => void)[] = [];
    const agendum = (name: string): Agendum => ({
      name,
      nextAt: () => 50,
      run: () => {
        started.push(name);
        return new Promise((resolve) =>
          ends.push(() => {
            resolve('ran');
          }),
        );
      },
    });
    const agenda = new Agenda(clock, [agendum('long'), agendum('short')]);
    const first = agenda.runDue();
    const second = agenda.runDue();
    expect(started).toEqual(['long', 'short']);
    for (const end of ends) end();
    await Promise.all([first, second]);
  });
});
