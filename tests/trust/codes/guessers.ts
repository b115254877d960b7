import { dayOf, endOfDay } from '../../../cloudfunctions/domain/time';
import { issueToken } from '../../../cloudfunctions/domain/token';
import type { Chance } from '../../../simulation/chance';
import { pick } from '../../../simulation/months/choices';
import { ask } from '../../../simulation/shop';
import type { Simulation } from '../../../simulation/simulation';
import type { Answer } from '../../../typings/answer';
import { openidOf, phonesOf, type ShopName } from '../cast';
import type { Things } from '../two-shops';

/** A guess that was judged: by whom, when. */
export interface Admitted {
  readonly clerk: string;
  readonly at: number;
}

/** Drawn codes have twelve digits, imported ones from six symbols on. */
const CODE_LENGTHS = [12, 12, 6, 8, 32];

type Shown = { readonly code: string } | { readonly token: string };

/** Clerks of the first store of a shop, who guess codes and forge tokens. */
export class Guessers {
  readonly admitted: Admitted[] = [];
  readonly wrong: string[] = [];
  /** Locks of a clerk's typing, by clerk and end. */
  readonly locks = new Set<string>();
  tried = 0;
  readonly clerks: readonly string[];
  readonly #sim: Simulation;
  readonly #phones: Pick<Simulation, 'call'>;
  readonly #shop: ShopName;
  readonly #things: Things;
  readonly #chance: Chance;

  constructor(sim: Simulation, shop: ShopName, things: Things, clerks: readonly string[], chance: Chance) {
    this.#sim = sim;
    this.#phones = phonesOf(sim, shop);
    this.#shop = shop;
    this.#things = things;
    this.#chance = chance;
    this.clerks = clerks;
  }

  async employ(): Promise<void> {
    const storeIds = [this.#things.storeId];
    for (const clerk of this.clerks) {
      const wanted = { requestId: `invite-${clerk}`, role: 'clerk', storeIds } as const;
      const { invitation } = await ask(this.#phones, openidOf(this.#shop, 'owner'), 'inviteStaff', wanted);
      await ask(this.#phones, clerk, 'acceptInvitation', { invitation, nickname: clerk });
    }
  }

  /** All guess at once, each so many times; whoever is refused then shows a right code, which is no exception. */
  async guess(burstOf: (clerk: number) => number): Promise<void> {
    const refused = await Promise.all(
      this.clerks.flatMap((clerk, i) => Array.from({ length: burstOf(i) }, () => this.#guess(clerk))),
    );
    for (const clerk of this.clerks.filter((each) => refused.includes(each))) {
      const said = await this.showRightCode(clerk);
      if (said !== 'TOO_MANY_ATTEMPTS') this.wrong.push(`${clerk} is refused, and his right code is answered ${said}`);
    }
  }

  /** What a clerk is told who looks at a voucher of his own store. */
  async showRightCode(clerk: string): Promise<string> {
    const answer = await this.#phones.call(clerk, 'prepareRedemption', { code: this.#things.code });
    return answer.ok ? 'ok' : answer.error;
  }

  /** Gives the clerk if he was refused unheard. */
  async #guess(clerk: string): Promise<string | undefined> {
    this.tried += 1;
    const at = this.#sim.clock.now();
    const shown = this.#shown();
    const answer: Answer<unknown> = await (this.#chance.below(2) === 0
      ? this.#phones.call(clerk, 'prepareRedemption', shown)
      : this.#phones.call(clerk, 'redeemVoucher', { requestId: `guessing-${String(this.tried)}`, ...shown }));
    if (answer.ok) this.wrong.push(`${clerk} has guessed ${JSON.stringify(shown)}`);
    else if (answer.error === 'VOUCHER_NOT_FOUND') this.admitted.push({ clerk, at });
    else if (answer.error === 'TOO_MANY_ATTEMPTS') {
      const { retryAt } = answer.detail as { readonly retryAt: number };
      // A store that is full is so until the day ends.
      if (retryAt !== endOfDay(dayOf(at))) this.locks.add(`${clerk} ${String(retryAt)}`);
      return clerk;
    } else this.wrong.push(`a guess was answered ${answer.error}`);
    return undefined;
  }

  #shown(): Shown {
    const digits = (n: number) => Array.from({ length: n }, () => this.#chance.below(10)).join('');
    if (this.#chance.below(4) > 0) return { code: digits(pick(this.#chance, CODE_LENGTHS)) };
    return { token: issueToken(digits(40), this.#things.voucherId, this.#sim.clock.now()).token };
  }
}
