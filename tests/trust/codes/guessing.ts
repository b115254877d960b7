import { issueToken } from '../../../cloudfunctions/domain/token';
import { endOfDay, dayOf } from '../../../cloudfunctions/domain/time';
import { Chance } from '../../../simulation/chance';
import { ask } from '../../../simulation/shop';
import { createSimulation, type Simulation } from '../../../simulation/simulation';
import { openidOf } from '../cast';
import { databaseHash } from '../database-hash';
import { unheard, type Report, type Outcome } from '../../../simulation/outcome';
import { openTwoShops, type World } from '../two-shops';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The policy, said once more than in the domain: what it promises is not what it happens to do. */
const WRONG_MAX = 10;
const WINDOW_MS = 10 * MINUTE_MS;
const LOCK_MS = 15 * MINUTE_MS;
const STORE_WRONG_MAX = 50;

const CLERKS = ['guesser-1', 'guesser-2', 'guesser-3', 'guesser-4', 'guesser-5', 'guesser-6', 'guesser-7'];
/** How many guesses a phone sends at once when it begins, and from then on. */
const FIRST_BURST = 30;
const BURST = 2;

/** Secrets that are guessed beside, and how fast the fastest guesser could ask (calls a second). */
const SECRETS_PER_STEP = 2;
const FASTEST_PER_S = 1000;
const HIT_CHANCE_MAX = 1e-6;

/** A guess that was judged: by whom, in which store, when. */
interface Admitted {
  readonly clerk: string;
  readonly at: number;
}

/**
 * Seven clerks of one store guess codes and forge tokens for a calendar day, all at once, every few moments; strangers
 * guess set-up codes and invitations. Counts what was judged, and compares it with the policy.
 */
export async function run(
  report: Report = unheard,
  { stepMs = 10_000, seed = 1 }: { readonly stepMs?: number; readonly seed?: number } = {},
): Promise<Outcome & { readonly admitted: number }> {
  const startedAt = performance.now();
  const world = await openTwoShops();
  const sim = createSimulation({ seed, from: world.snapshot });
  const day = new GuessedDay(sim, world, seed);
  try {
    await day.employ();
    const from = endOfDay(dayOf(sim.clock.now()));
    for (let at = from; at < from + DAY_MS; at += stepMs) {
      report(at - from, DAY_MS, 'guessing for a day');
      sim.clock.set(at);
      await day.step(at === from ? FIRST_BURST : BURST);
    }
    const violations = [...day.wrong, ...tooMany(day.admitted), ...guessable(world)];
    const { tried: cases, admitted } = day;
    const passed = cases - violations.length;
    return { cases, passed, ms: performance.now() - startedAt, violations, admitted: admitted.length };
  } finally {
    sim.close();
  }
}

class GuessedDay {
  readonly admitted: Admitted[] = [];
  readonly wrong: string[] = [];
  tried = 0;
  readonly #sim: Simulation;
  readonly #world: World;
  readonly #chance: Chance;

  constructor(sim: Simulation, world: World, seed: number) {
    this.#sim = sim;
    this.#world = world;
    this.#chance = new Chance('guessing', seed);
  }

  async employ(): Promise<void> {
    const storeIds = [this.#world.first.storeId];
    for (const clerk of CLERKS) {
      const wanted = { requestId: `invite-${clerk}`, role: 'clerk', storeIds } as const;
      const { invitation } = await ask(this.#sim, openidOf('first', 'owner'), 'inviteStaff', wanted);
      await ask(this.#sim, clerk, 'acceptInvitation', { invitation, nickname: clerk });
    }
  }

  /** Everybody guesses at once, so many times; a right code is no exception while typing is locked. */
  async step(burst: number): Promise<void> {
    const guesses = CLERKS.flatMap((clerk) => Array.from({ length: burst }, () => this.#guess(clerk)));
    await Promise.all(guesses);
    const [clerk = ''] = CLERKS;
    const { ok } = await this.#sim.call(clerk, 'prepareRedemption', { code: this.#world.first.code });
    const last = this.admitted.filter((one) => one.clerk === clerk).slice(-WRONG_MAX);
    const isLocked = last.length === WRONG_MAX && this.#sim.clock.now() < (last.at(-1)?.at ?? 0) + LOCK_MS;
    if (ok && isLocked && (last.at(-1)?.at ?? 0) - (last[0]?.at ?? 0) < WINDOW_MS) {
      this.wrong.push(`a right code was taken while ${clerk} is locked`);
    }
    await this.#guessSecrets();
  }

  async #guess(clerk: string): Promise<void> {
    this.tried += 1;
    const at = this.#sim.clock.now();
    const shown = this.#shown();
    const answer = await (this.#chance.below(2) === 0
      ? this.#sim.call(clerk, 'prepareRedemption', shown)
      : this.#sim.call(clerk, 'redeemVoucher', { requestId: `guessing-${String(this.tried)}`, ...shown }));
    if (answer.ok) this.wrong.push(`${clerk} has guessed ${JSON.stringify(shown)}`);
    else if (answer.error === 'VOUCHER_NOT_FOUND') this.admitted.push({ clerk, at });
    else if (answer.error !== 'TOO_MANY_ATTEMPTS') this.wrong.push(`a guess was answered ${answer.error}`);
  }

  #shown(): { readonly code: string } | { readonly token: string } {
    const digits = (n: number) => Array.from({ length: n }, () => this.#chance.below(10)).join('');
    if (this.#chance.below(4) > 0) return { code: digits(12) };
    return { token: issueToken(digits(40), this.#world.first.voucherId, this.#sim.clock.now()).token };
  }

  async #guessSecrets(): Promise<void> {
    const before = databaseHash(this.#sim.documents());
    const guess = (length: number) =>
      Array.from({ length }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(this.#chance.below(32))).join('');
    for (let i = 0; i < SECRETS_PER_STEP; i += 1) {
      this.tried += 2;
      const { setupCode, invitation } = this.#world.first;
      const nickname = '客人';
      const answers = [
        await this.#sim.call('guest', 'claimShop', { setupCode: guess(setupCode.length), merchantName: nickname }),
        await this.#sim.call('guest', 'acceptInvitation', { invitation: guess(invitation.length), nickname }),
      ];
      const refused = answers.every((answer) => !answer.ok && answer.error === 'INVITATION_INVALID');
      if (!refused) this.wrong.push(`a guest has guessed a secret: ${JSON.stringify(answers)}`);
    }
    if (databaseHash(this.#sim.documents()) !== before) this.wrong.push('a wrong secret changed the database');
  }
}

/** Where more was judged than the policy lets through: by a clerk in ten minutes, after a lock, in the store. */
function tooMany(admitted: readonly Admitted[]): string[] {
  const ofClerks = CLERKS.flatMap((clerk) => {
    const times = admitted.filter((one) => one.clerk === clerk).map(({ at }) => at);
    return times.flatMap((at, i) => {
      const tenth = times[i - WRONG_MAX];
      const soon = tenth !== undefined && at - tenth < WINDOW_MS;
      const [first, last] = [times[i - WRONG_MAX], times[i - 1]];
      const early = first !== undefined && last !== undefined && last - first < WINDOW_MS && at - last < LOCK_MS;
      return soon || early ? [`${clerk} had an eleventh guess judged at ${new Date(at).toISOString()}`] : [];
    });
  });
  const inStore = admitted.length;
  const over = inStore > STORE_WRONG_MAX ? [`the store judged ${String(inStore)} guesses in a day`] : [];
  return [...ofClerks, ...over];
}

/** Whether anything could be guessed within a day: a code by what the policy lets through, a secret by all speed. */
function guessable({ first, snapshot }: World): string[] {
  const orders = (snapshot.documents.orders ?? []).filter(({ merchantId }) => merchantId === first.merchantId);
  const liveCodes = orders.flatMap(({ codes }) => (codes as readonly string[]).slice(1)).length;
  const guesses = (FASTEST_PER_S * DAY_MS) / 1000;
  const chances = {
    'a code': (STORE_WRONG_MAX * liveCodes) / 10 ** first.code.length,
    'a set-up code': guesses / 32 ** first.setupCode.length,
    'an invitation': guesses / 32 ** first.invitation.length,
  };
  return Object.entries(chances)
    .filter(([, chance]) => !(chance < HIT_CHANCE_MAX))
    .map(([what, chance]) => `${what} is guessed within a day with a chance of ${String(chance)}`);
}
