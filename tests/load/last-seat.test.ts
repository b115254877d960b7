import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Output } from '../../typings/api';
import { MINUTE } from '../story/cloud-driver';
import { ordering, publish, type Wish } from '../story/shop';
import { answerOf, asks, outcomes, pays, type Hit } from './fire';
import { patienceMs, progress, say, size, startLoadShop, type LoadShop } from './load-shop';
import { overtaken } from './overlap';

const GROUPS = size(200, 20);
const RACERS = 10;

type Made = Output<'createOrder'>;

/** An order with who made it. */
interface Bought extends Made {
  readonly person: string;
}

let shop: LoadShop;
let dealId = '';
beforeAll(async () => {
  shop = await startLoadShop();
  dealId = await publish(shop, { groupSize: 2, stock: 5 * GROUPS });
});
afterAll(() => shop.close());

const bought = (person: string, hit: Hit | undefined): Bought => {
  const answer = answerOf(hit as Hit);
  if (!answer.ok) throw new Error(`${person}: ${JSON.stringify(answer)}`);
  return { person, ...(answer.data as Made) };
};

/** Orders of many people at once, which must all be made. */
async function orders(what: string, wishes: readonly (Omit<Wish, 'dealId'> & { person: string })[]): Promise<Bought[]> {
  const shots = wishes.map(({ person, ...wish }) => asks(person, 'createOrder', ordering({ dealId, ...wish })));
  const hits = await shop.fire(what, shots);
  return wishes.map(({ person }, i) => bought(person, hits[i]));
}

/** Ten people want the last seat of one group: gives who got it, and how many were overtaken. */
async function race(groupId: string, nth: number): Promise<{ winner: Bought; overtaken: number }> {
  const racers = Array.from({ length: RACERS }, (_, i) => `o-racer-${String(nth)}-${String(i)}`);
  await shop.forgetCalls();
  const shots = racers.map((person) => asks(person, 'createOrder', ordering({ dealId, buy: 'join', groupId })));
  const hits = await shop.fire('', shots);
  expect(outcomes(hits)).toEqual({ ok: 1, GROUP_FULL: RACERS - 1 });
  const first = hits.findIndex((hit) => answerOf(hit).ok);
  const log = await shop.log();
  expect(log.filter(({ failure }) => failure)).toEqual([]);
  return { winner: bought(racers[first] ?? '', hits[first]), overtaken: overtaken(log, 'groups') };
}

test(
  `last seat: ${String(GROUPS)} groups × ${String(RACERS)} racers; who paid too late gets what he chose`,
  async () => {
    const nth = Array.from({ length: GROUPS }, (_, i) => i);
    const led = await orders(
      'opening',
      nth.map((i) => ({ person: `o-leader-${String(i)}`, buy: 'open' })),
    );
    await shop.fire(
      'leaders pay',
      led.map(({ person, payment }) => pays(person, payment)),
    );
    const groups = led.map(({ groupId = '' }) => groupId);

    // Somebody holds each last seat and lets it go; he will pay all the same.
    const late = await orders(
      'joining',
      groups.map((groupId, i) => ({
        ...{ person: `o-late-${String(i)}`, buy: 'join', groupId, ifFull: i % 2 === 0 ? 'newGroup' : 'refund' },
      })),
    );
    await shop.advance(8 * MINUTE);

    const winners: Bought[] = [];
    let disturbed = 0;
    const startedAt = performance.now();
    for (const [i, groupId] of groups.entries()) {
      const { winner, overtaken: racers } = await race(groupId, i);
      winners.push(winner);
      disturbed += racers > 0 ? 1 : 0;
      progress('last seat, groups', i + 1, GROUPS);
    }
    const perSecond = (1000 * GROUPS * RACERS) / (performance.now() - startedAt);
    say(`  last seat: racers were overtaken in ${String(disturbed)} groups; ${perSecond.toFixed(0)} racers/s`);
    expect(disturbed).toBeGreaterThan(GROUPS / 2);

    await shop.faults({ match: {}, kind: 'paid-after-close' });
    const paid = await shop.fire(
      'winners and late ones pay',
      winners.flatMap((winner, i) => {
        const tooLate = late[i] as Bought;
        return [pays(winner.person, winner.payment), pays(tooLate.person, tooLate.payment)];
      }),
    );
    expect(paid.filter(({ status }) => status !== 200)).toEqual([]);
    await shop.faults();
    await shop.advance(10 * MINUTE);
    await expectEveryoneServed(groups, winners, late);
  },
  patienceMs(10),
);

/** Every group is full with its leader and its winner; late ones lead a group of their own or have their money back. */
async function expectEveryoneServed(groups: readonly string[], winners: readonly Bought[], late: readonly Bought[]) {
  const orderOf = new Map((await shop.query('orders')).map((order) => [order._id, order]));
  const groupOf = new Map((await shop.query('groups')).map((group) => [group._id, group]));
  const statuses = { winners: new Set(), newGroup: new Set(), refund: new Set() };
  for (const [i, groupId] of groups.entries()) {
    const winner = winners[i] as Bought;
    const seats = groupOf.get(groupId)?.seats as Record<string, { person: string }>;
    expect(groupOf.get(groupId)).toMatchObject({ status: 'formed', left: 0, held: 0, missing: 0 });
    expect(
      Object.values(seats)
        .map(({ person }) => person)
        .sort(),
    ).toEqual([`o-leader-${String(i)}`, winner.person].sort());
    statuses.winners.add(orderOf.get(winner.orderId)?.status);
    const tooLate = orderOf.get((late[i] as Bought).orderId);
    statuses[i % 2 === 0 ? 'newGroup' : 'refund'].add(tooLate?.status);
    if (i % 2 === 1) continue;
    expect(groupOf.get(String(tooLate?.groupId))).toMatchObject({
      ...{ status: 'open', left: 1, missing: 1, held: 0 },
      seats: { [(late[i] as Bought).orderId]: { leads: true, person: `o-late-${String(i)}` } },
    });
  }
  expect(statuses).toEqual({
    winners: new Set(['issued']),
    newGroup: new Set(['paid']),
    refund: new Set(['refunded']),
  });
  const newGroups = Math.ceil(GROUPS / 2);
  expect(groupOf.size).toBe(GROUPS + newGroups);
  const [deal] = await shop.query('deals', { _id: dealId });
  expect(deal).toMatchObject({ free: 5 * GROUPS - 2 * GROUPS - newGroups, holds: {} });
}
