import { dayOf, endOfDay } from '../../../cloudfunctions/domain/time';
import { Chance } from '../../../simulation/chance';
import { unheard, type Report, type Outcome } from '../../../simulation/outcome';
import { createSimulation, type Simulation } from '../../../simulation/simulation';
import { databaseHash } from '../database-hash';
import { openTwoShops, type World } from '../two-shops';
import { HIT_CHANCE_MAX, hitChance, STORE_WRONG_MAX, worstOfGenerated } from './chances';
import { Guessers } from './guessers';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The policy, said once more than in the domain: what it promises is not what it happens to do. */
const WRONG_MAX = 10;
const WINDOW_MS = 10 * MINUTE_MS;
const LOCK_MS = 15 * MINUTE_MS;

const CLERKS = Array.from({ length: 10 }, (_, i) => `guesser-${String(i + 1)}`);
/** How many guesses a phone sends at once when it begins, and from then on whose turn it is and all others. */
const FIRST_BURST = 30;
const BURST = 5;
const SINGLE = 1;

/** Who is alone in his store takes hours to fill its day: so long he guesses every minute, then every hour. */
const ALONE_MS = 4 * HOUR_MS;

/** Buyers who guess beside, in turn, so many at a step; and how fast the fastest could ask (calls a second). */
const GUESTS = 100;
const GUESTS_PER_STEP = 2;
const CALLS_PER_GUEST = 4;
const FASTEST_PER_S = 1000;
const GUEST_IS_TOLD = 'INVITATION_INVALID,INVITATION_INVALID,NOT_FOUND,FORBIDDEN';

interface Wanted {
  readonly stepMs?: number;
  readonly seed?: number;
}

/** How many guesses were judged, of ten clerks of one store and of one alone in his, and how often he was locked. */
export interface Judged {
  readonly together: number;
  readonly alone: number;
  readonly locks: number;
}

/**
 * Ten clerks of one store guess codes of all lengths and forge tokens for a calendar day, all at once, every few
 * moments, and one who is alone in his store through one lock after the other; a hundred buyers guess set-up codes,
 * invitations and vouchers. Counts what was judged, and compares it with the policy.
 */
export async function run(
  report: Report = unheard,
  { stepMs = 10_000, seed = 1 }: Wanted = {},
): Promise<Outcome & Judged> {
  const startedAt = performance.now();
  const world = await openTwoShops();
  const together = await dayTogether(world, seed, stepMs, report);
  const alone = await dayAlone(world, seed, report);
  const locks = alone.locks.size;
  const violations = [
    ...[...together.guessers.wrong, ...together.wrong, ...tooMany(together.guessers)],
    ...[...alone.wrong, ...tooMany(alone), ...guessable(world)],
    ...(locks === 0 ? ['nobody was ever locked'] : []),
  ];
  const cases = together.tried + alone.tried;
  const counts = { together: together.guessers.admitted.length, alone: alone.admitted.length, locks };
  const measured = worstOfGenerated();
  return {
    cases,
    passed: cases - violations.length,
    ms: performance.now() - startedAt,
    violations,
    measured,
    ...counts,
  };
}

/** The first midnight of a simulation, from which a day is guessed. */
const midnight = (sim: Simulation): number => endOfDay(dayOf(sim.clock.now()));

async function dayTogether(world: World, seed: number, stepMs: number, report: Report) {
  const sim = createSimulation({ seed, from: world.snapshot });
  try {
    const chance = new Chance('guessing', seed);
    const guessers = new Guessers(sim, 'first', world.first, CLERKS, chance);
    const wrong: string[] = [];
    let tried = 0;
    await guessers.employ();
    const from = midnight(sim);
    for (let at = from; at < from + DAY_MS; at += stepMs) {
      report(at - from, DAY_MS, 'guessing for a day');
      sim.clock.set(at);
      const turn = (at - from) / stepMs;
      const burstOf = (clerk: number): number => (clerk === turn % CLERKS.length ? BURST : SINGLE);
      await guessers.guess(turn === 0 ? () => FIRST_BURST : burstOf);
      wrong.push(...(await guessSecrets(sim, world, chance, turn * GUESTS_PER_STEP)));
      tried += CALLS_PER_GUEST * GUESTS_PER_STEP;
    }
    return { guessers, wrong, tried: tried + guessers.tried };
  } finally {
    sim.close();
  }
}

async function dayAlone(world: World, seed: number, report: Report): Promise<Guessers> {
  const sim = createSimulation({ seed, from: world.snapshot });
  try {
    const guessers = new Guessers(sim, 'second', world.second, ['guesser-alone'], new Chance('alone', seed));
    await guessers.employ();
    const from = midnight(sim);
    for (let at = from; at < from + DAY_MS; at += at < from + ALONE_MS ? MINUTE_MS : HOUR_MS) {
      report(at - from, DAY_MS, 'guessing alone');
      sim.clock.set(at);
      await guessers.guess(() => BURST);
    }
    sim.clock.set(from + DAY_MS);
    const said = await guessers.showRightCode('guesser-alone');
    if (said !== 'ok') guessers.wrong.push(`on the next day a right code is answered ${said}`);
    return guessers;
  } finally {
    sim.close();
  }
}

/** Buyers guess set-up codes, invitations, vouchers, and codes of vouchers: all are refused, and nothing is written. */
async function guessSecrets(sim: Simulation, { first }: World, chance: Chance, from: number): Promise<string[]> {
  const before = databaseHash(sim.documents());
  const guess = (length: number) =>
    Array.from({ length }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(chance.below(32))).join('');
  const wrong: string[] = [];
  for (let i = 0; i < GUESTS_PER_STEP; i += 1) {
    const { setupCode, invitation, orderId, code } = first;
    const nickname = '客人';
    const guest = `guest-${String((from + i) % GUESTS)}`;
    const answers = [
      await sim.call(guest, 'claimShop', { setupCode: guess(setupCode.length), merchantName: nickname }),
      await sim.call(guest, 'acceptInvitation', { invitation: guess(invitation.length), nickname }),
      await sim.call(guest, 'getVoucher', { voucherId: `${guess(orderId.length)}V01` }),
      // No buyer's guess is judged: even a right code tells him nothing.
      await sim.call(guest, 'prepareRedemption', { code }),
    ];
    const said = answers.map((answer) => (answer.ok ? 'ok' : answer.error)).join();
    if (said !== GUEST_IS_TOLD) wrong.push(`a guest has guessed a secret: ${JSON.stringify(answers)}`);
  }
  return databaseHash(sim.documents()) === before ? wrong : [...wrong, 'a wrong secret changed the database'];
}

/** Where more was judged than the policy lets through: by a clerk in ten minutes, after a lock, in the store. */
function tooMany({ admitted, clerks }: Guessers): string[] {
  const ofClerks = clerks.flatMap((clerk) => {
    const times = admitted.filter((one) => one.clerk === clerk).map(({ at }) => at);
    return times.flatMap((at, i) => {
      const [tenth, last] = [times[i - WRONG_MAX], times[i - 1]];
      if (tenth === undefined || last === undefined) return [];
      const isLocked = last - tenth < WINDOW_MS && at - last < LOCK_MS;
      return at - tenth < WINDOW_MS || isLocked
        ? [`${clerk} had an eleventh guess judged at ${new Date(at).toISOString()}`]
        : [];
    });
  });
  const inStore = admitted.length;
  return [...ofClerks, ...(inStore > STORE_WRONG_MAX ? [`the store judged ${String(inStore)} guesses in a day`] : [])];
}

/** Whether anything could be guessed within a day: a code by what the policy lets through, a secret by all speed. */
function guessable({ first, snapshot }: World): string[] {
  const orders = (snapshot.documents.orders ?? []).filter(({ merchantId }) => merchantId === first.merchantId);
  const liveCodes = orders.flatMap(({ codes }) => (codes as readonly string[]).slice(1)).length;
  const guesses = (FASTEST_PER_S * DAY_MS) / 1000;
  const chances = {
    'a code': hitChance({ live: liveCodes, space: 10 ** first.code.length, stores: 1 }),
    'a set-up code': guesses / 32 ** first.setupCode.length,
    'an invitation': guesses / 32 ** first.invitation.length,
  };
  return Object.entries(chances)
    .filter(([, chance]) => !(chance < HIT_CHANCE_MAX))
    .map(([what, chance]) => `${what} is guessed within a day with a chance of ${String(chance)}`);
}
