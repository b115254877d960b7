import type { Answer } from '../../typings/answer';
import type { Action } from '../../typings/api';
import type { CloudFunction } from '../../simulation/functions';
import { createSimulation, type Simulation, type SimulationOptions } from '../../simulation/simulation';
import { homeOf, identityOf, roles, standingOf, type Role } from './cast';
import { databaseHash, sameButCounters } from './database-hash';
import { wrongEffects } from './effects';
import { leakFinders } from './leaks';
import { mayEnter, policy, showsNoOthers } from './policy';
import type { Case, Policy, Situation, Verdict, Whose } from './policy/case';
import { CODE_FILE } from './policy/shop';
import { unheard, type Report, type Outcome } from '../../simulation/outcome';
import { openTwoShops, type World } from './two-shops';

/** One call of the table: this action, by this role, about this thing. */
interface Cell {
  readonly action: Action;
  readonly one: Case<Action>;
  readonly role: Role;
  readonly whose: Whose;
  readonly wanted: Verdict;
}

/** What a call came to. */
interface Seen {
  /** The answer but for its time, as the phone gets it. */
  readonly bytes: string;
  /** What it asked of the cloud, in order. */
  readonly asked: string;
  readonly wrong: readonly string[];
}

/** What the policy says of a call. */
function wantedOf(one: Case<Action>, role: Role, whose: Whose): Verdict {
  if (role === 'nobody') return 'NOT_SIGNED_IN';
  if (!mayEnter(one, role)) return 'FORBIDDEN';
  const verdicts =
    { own: one.own, foreign: one.foreign, missing: one.missing?.verdict ?? one.foreign }[whose] ?? 'done';
  return typeof verdicts === 'string' ? verdicts : (verdicts[standingOf(role)] ?? verdicts.others);
}

/** Every cell of a table. */
export function cells(table: Partial<Policy> = policy): Cell[] {
  return (Object.keys(table) as Action[]).flatMap((action) =>
    (table[action] as readonly Case<Action>[]).flatMap((one) => {
      const about: readonly Whose[] = one.foreign === undefined ? ['own'] : ['own', 'foreign', 'missing'];
      return roles.flatMap((role) =>
        about.map((whose) => ({ action, one, role, whose, wanted: wantedOf(one, role, whose) })),
      );
    }),
  );
}

const nameOf = ({ action, one, role, whose, wanted }: Cell): string =>
  `${[action, one.name].filter(Boolean).join(', ')} | ${role} | ${whose}: ${wanted}`;

interface Wanted {
  readonly table?: Partial<Policy>;
  readonly world?: Promise<World>;
  /** What runs in place of the functions that are deployed. */
  readonly functions?: Readonly<Record<string, CloudFunction>>;
}

/** Calls every action as everybody about everything, and compares with the table. */
export async function run(
  report: Report = unheard,
  { table = policy, world = openTwoShops(), functions }: Wanted = {},
): Promise<Outcome> {
  const startedAt = performance.now();
  const desk = new Desk(await world, functions === undefined ? {} : { functions });
  const all = cells(table);
  const violations: string[] = [];
  const seen: Partial<Record<Whose, Seen>> = {};
  let passed = 0;
  for (const [done, cell] of all.entries()) {
    report(done, all.length, cell.action);
    const served = (seen[cell.whose] = await desk.serve(cell));
    const wrong = [...served.wrong, ...(cell.whose === 'missing' ? toldApart(cell, seen) : [])];
    if (wrong.length === 0) passed += 1;
    else violations.push(`${nameOf(cell)}, but ${wrong.join('; ')}`);
  }
  desk.close();
  return { cases: all.length, passed, ms: performance.now() - startedAt, violations };
}

/**
 * "Another shop's" and "not there" are the same bytes, after the same questions to the cloud; and so is "another
 * person's", wherever the policy says that to this role it is not there.
 */
function toldApart({ one, role, wanted }: Cell, { own, foreign, missing }: Partial<Record<Whose, Seen>>): string[] {
  const isKept = wanted !== 'done' && wantedOf(one, role, 'own') === wanted;
  return [
    ...(one.missing === undefined ? differences(foreign, missing) : []),
    ...(isKept ? differences(own, missing) : []),
  ];
}

function differences(there: Seen | undefined, missing: Seen | undefined): string[] {
  return [
    ...(there?.bytes === missing?.bytes ? [] : [`${missing?.bytes ?? ''} is not ${there?.bytes ?? ''}`]),
    ...(there?.asked === missing?.asked ? [] : [`asks ${missing?.asked ?? ''}, not ${there?.asked ?? ''}`]),
  ];
}

/** Serves calls: those that should change nothing all in one simulation, every other one in its own. */
class Desk {
  readonly #world: World;
  readonly #options: Pick<SimulationOptions, 'functions'>;
  readonly #shared: Simulation;

  constructor(world: World, options: Pick<SimulationOptions, 'functions'>) {
    this.#world = world;
    this.#options = options;
    this.#shared = this.#begin();
  }

  #begin(): Simulation {
    return createSimulation({ seed: 1, from: this.#world.snapshot, ...this.#options });
  }

  async serve(cell: Cell): Promise<Seen> {
    const { one, wanted } = cell;
    if (wanted !== 'done' && one.counts === undefined) return this.#serveIn(this.#shared, cell);
    const sim = this.#begin();
    try {
      await sim.upload(CODE_FILE.path, CODE_FILE.text);
      return await this.#serveIn(sim, cell);
    } finally {
      sim.close();
    }
  }

  close(): void {
    this.#shared.close();
  }

  async #serveIn(sim: Simulation, cell: Cell): Promise<Seen> {
    const at = this.#situation(cell);
    const input = cell.one.input(at);
    const before = sim.documents();
    sim.forgetCalls();
    const call = sim.invoke('api', { action: cell.action, input }, identityOf(cell.role));
    const answer = (await call) as Answer<never>;
    const { now: _, ...told } = answer;
    const asked = sim.calls().map(({ action, collection }) => [action, collection].join(' ').trim());
    const leaks = leakFinders(this.#world)(cell.role, showsNoOthers(cell.action, cell.role))(told, [input]);
    const wrong = [
      ...judge(cell, answer, at, before, sim.documents()),
      ...leaks.map((leak) => `it told ${leak}`),
      ...sim.printed(),
    ];
    return { bytes: JSON.stringify(told), asked: asked.join(), wrong };
  }

  #situation({ role, whose }: Cell): Situation {
    const { first, second, missing, snapshot } = this.#world;
    const [home, other] = homeOf(role) === 'first' ? [first, second] : [second, first];
    const it = { own: home, foreign: other, missing }[whose];
    const caller = { role, person: identityOf(role).openid ?? '', now: snapshot.now };
    return { ...caller, it, home, counterId: role === 'clerkElsewhere' ? home.otherStoreId : home.storeId };
  }
}

type Documents = ReturnType<Simulation['documents']>;

/** What is wrong with an answer and with what it has changed. */
function judge(cell: Cell, answer: Answer<never>, at: Situation, before: Documents, after: Documents): string[] {
  const { one, wanted } = cell;
  const isUnchanged = databaseHash(before) === databaseHash(after);
  if (wanted === 'done') return undone(cell, answer, at, before, after);
  const isCounted = one.counts === true && sameButCounters(before, after);
  const changed = isUnchanged || isCounted ? [] : ['the database has changed'];
  if (wanted === 'nothing') return [...(answer.ok ? [] : [`it was refused: ${answer.error}`]), ...changed];
  if (answer.ok) return ['it was answered', ...changed];
  const bare = JSON.stringify({ ok: false, error: wanted, now: answer.now });
  return [...(JSON.stringify(answer) === bare ? [] : [`it was ${JSON.stringify(answer)}`]), ...changed];
}

/** An allowed call has all its effects, and no others on anything that is stored, here or in the other shop. */
function undone({ one }: Cell, answer: Answer<never>, at: Situation, before: Documents, after: Documents): string[] {
  if (!answer.ok) return [`it was refused: ${JSON.stringify(answer)}`];
  const { changes, tells } = one;
  return [
    ...wrongEffects(changes ?? [], at, before, after),
    ...(tells && !tells(answer.data, at) ? [`it told ${JSON.stringify(answer.data)}`] : []),
    ...(changes === undefined && tells === undefined ? ['the table does not say how it is seen'] : []),
  ];
}
