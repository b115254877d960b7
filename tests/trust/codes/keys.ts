import { issueToken, readToken, SLOT_MS } from '../../../cloudfunctions/domain/token';
import { ask } from '../../../simulation/shop';
import { createSimulation, type Simulation, type Snapshot } from '../../../simulation/simulation';
import type { Answer } from '../../../typings/answer';
import { openidOf } from '../cast';
import { unheard, type Report, type Outcome } from '../../../simulation/outcome';
import { openTwoShops, SECRET, type World } from '../two-shops';

export const NEW_SECRET = 'another secret that only tests of keys have';

const SYMBOLS = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.=+/ ');

/** The same world after its keys were changed: `new,old`. */
export const withKeys = (snapshot: Snapshot, ...secrets: readonly string[]): Snapshot => ({
  ...snapshot,
  documents: { ...snapshot.documents, sys_settings: [{ _id: 'secret', value: secrets.join() }] },
});

/** A token in which one symbol is another one, or missing, or doubled: every such token. */
export function* tampered(token: string): Generator<string> {
  for (let i = 0; i < token.length; i += 1) {
    const [before, after] = [token.slice(0, i), token.slice(i + 1)];
    yield before + after;
    yield before + token.charAt(i) + token.slice(i);
    for (const symbol of SYMBOLS) if (symbol !== token.charAt(i)) yield before + symbol + after;
  }
}

/** A token, what is wrong with it, and what a clerk who looks at it is told. */
type Shown = readonly [what: string, token: string, says: string];

/** Tokens that are not the one that the buyer shows now. */
function others({ first, second, missing }: World, now: number): Shown[] {
  const { token, voucherId, nextVoucherId } = first;
  const at = (slots: number, secret = SECRET) => issueToken(secret, voucherId, now + slots * SLOT_MS).token;
  const signature = (of: string): string => of.split('.')[3] ?? '';
  const [name = '', , slot = ''] = token.split('.');
  const forged = (content: string): string => `${content}.${signature(token)}`;
  const next = issueToken(SECRET, nextVoucherId, now).token;
  return [
    ['of the slot before the last', at(-2), 'TOKEN_EXPIRED'],
    ['of yesterday', at(-2880), 'TOKEN_EXPIRED'],
    ['of the next slot', at(1), 'TOKEN_EXPIRED'],
    ['of the year after', at(1_051_200), 'TOKEN_EXPIRED'],
    ['by a key that is not ours', at(0, NEW_SECRET), 'VOUCHER_NOT_FOUND'],
    ["by another key in our key's name", at(0, NEW_SECRET).replace(/^\w+/, name), 'VOUCHER_NOT_FOUND'],
    ["with another voucher's id", forged(`${name}.${nextVoucherId}.${slot}`), 'VOUCHER_NOT_FOUND'],
    ["with another voucher's signature", `${name}.${voucherId}.${slot}.${signature(next)}`, 'VOUCHER_NOT_FOUND'],
    ['with another slot', forged(`${name}.${voucherId}.${String(Number(slot) + 1)}`), 'VOUCHER_NOT_FOUND'],
    ['with a nought before its slot', forged(`${name}.${voucherId}.0${slot}`), 'VOUCHER_NOT_FOUND'],
    ["with the other shop's voucher", forged(`${name}.${second.voucherId}.${slot}`), 'VOUCHER_NOT_FOUND'],
    ["of the other shop's voucher", second.token, 'VOUCHER_NOT_FOUND'],
    ['of no voucher', missing.token, 'VOUCHER_NOT_FOUND'],
    ['without a signature', `${name}.${voucherId}.${slot}.`, 'VOUCHER_NOT_FOUND'],
    ['signed with noughts', `${name}.${voucherId}.${slot}.${'A'.repeat(86)}`, 'VOUCHER_NOT_FOUND'],
  ];
}

/** Shows a clerk every token that is not the buyer's, and a domain every tampered one. */
export async function run(report: Report = unheard): Promise<Outcome> {
  const startedAt = performance.now();
  const world = await openTwoShops();
  const { token } = world.first;
  const violations: string[] = [];
  const all = [...tampered(token)];
  for (const [done, text] of all.entries()) {
    report(done, all.length, 'tampered tokens');
    if (readToken([SECRET], text) !== undefined) violations.push(`a tampered token is believed: ${text}`);
  }
  const shown = others(world, world.snapshot.now);
  for (const [what, text, says] of shown) {
    const told = await look(world, text);
    if (told !== says) violations.push(`a token ${what} is answered ${told}, not ${says}`);
  }
  const genuine = await look(world, token);
  if (genuine !== 'ok') violations.push(`the buyer's own token is answered ${genuine}`);
  const cases = all.length + shown.length + 1;
  return { cases, passed: cases - violations.length, ms: performance.now() - startedAt, violations };
}

/** What a clerk is told who looks at a token and then redeems it: both must be the same. */
async function look({ snapshot }: World, token: string): Promise<string> {
  const sim = createSimulation({ seed: 1, from: snapshot });
  try {
    const clerk = openidOf('first', 'clerk');
    const looked = said(await sim.call(clerk, 'prepareRedemption', { token }));
    const redeemed = said(await sim.call(clerk, 'redeemVoucher', { requestId: 'redeem-it', token }));
    return looked === redeemed ? looked : `${looked}, then ${redeemed}`;
  } finally {
    sim.close();
  }
}

const said = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.error);

/** What of the old world is still alive under some keys: each is tried alone. */
export async function alive(
  { snapshot, first }: World,
  ...secrets: readonly string[]
): Promise<Record<string, boolean>> {
  const clerk = openidOf('first', 'clerk');
  const ways: Readonly<Record<string, (sim: Simulation) => Promise<Answer<unknown>>>> = {
    token: (sim) => sim.call(clerk, 'redeemVoucher', { requestId: 'redeem-it', token: first.token }),
    code: (sim) => sim.call(clerk, 'redeemVoucher', { requestId: 'redeem-it', code: first.code }),
    setupCode: (sim) => sim.call('guest', 'claimShop', { setupCode: first.setupCode, merchantName: '新店' }),
    invitation: (sim) => sim.call('guest', 'acceptInvitation', { invitation: first.invitation, nickname: '客人' }),
    newToken: async (sim) => {
      const { token = '' } = await ask(sim, openidOf('first', 'buyer'), 'getVoucher', { voucherId: first.voucherId });
      return sim.call(clerk, 'redeemVoucher', { requestId: 'redeem-it', token });
    },
  };
  const found: Record<string, boolean> = {};
  for (const [name, tryIt] of Object.entries(ways)) {
    const sim = createSimulation({ seed: 1, from: withKeys(snapshot, ...secrets) });
    found[name] = (await tryIt(sim).finally(() => sim.close())).ok;
  }
  return found;
}
