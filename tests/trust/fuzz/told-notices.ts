import { ask } from '../../../simulation/shop';
import { createSimulation, type Snapshot } from '../../../simulation/simulation';
import type { Input } from '../../../typings/api';
import { openidOf } from '../cast';
import { eventIn, notices as guardedNotices } from '../sources';
import type { Things, World } from '../two-shops';

export type Fields = Readonly<Record<string, unknown>>;

/** A notice that WeChat Pay would send, and where it is told. */
export interface ToldNotice {
  readonly name: string;
  readonly functionName: 'pay-notify' | 'refund-notify';
  readonly event: Fields;
  readonly at: Snapshot;
  /** Whether it has happened at WeChat. */
  readonly isTrue: boolean;
  /** Whether WeChat would say the same when it is asked, and it is asked. */
  readonly isAsked: boolean;
  /** What a notice must say besides, to be this one: all that decides whose money it is, and how much. */
  readonly decides: (fields: Fields) => readonly unknown[];
}

type Wanted = Omit<Input<'createOrder'>, 'requestId'>;

const bought: Readonly<Record<string, (things: Things) => Wanted>> = {
  alone: ({ shelfId }) => ({ dealId: shelfId, buy: 'alone', quantity: 1 }),
  'a group of his own': ({ shelfId }) => ({ dealId: shelfId, buy: 'open', quantity: 1 }),
  'a seat': ({ shelfId, groupId }) => ({ dealId: shelfId, buy: 'join', groupId, quantity: 1 }),
};

/** Number, amount, payer, echo, and the two words for success: the person is named under the merchant's own appid. */
const decidesPayment: ToldNotice['decides'] = (fields) => [
  ...[fields.outTradeNo, fields.totalFee, fields.subOpenid ?? fields.openid, fields.attach],
  ...[fields.returnCode, fields.resultCode],
];

const decidesRefund: ToldNotice['decides'] = ({ outTradeNo, outRefundNo, refundFee, returnCode = 'SUCCESS' }) => [
  ...[outTradeNo, outRefundNo, refundFee, returnCode],
];

type Lie = readonly [field: string, value: (genuine: unknown) => unknown];

/** What a notice could say instead and still be read: another person's, another sum, vouchers that last longer. */
const lies = ({ second }: World): readonly Lie[] => [
  ...['totalFee', 'refundFee'].flatMap((field): Lie[] => [
    [field, (fee) => Number(fee) + 1],
    [field, (fee) => Number(fee) - 1],
    [field, () => 1],
  ]),
  ['subOpenid', () => openidOf('first', 'buyer')],
  ['subOpenid', () => openidOf('second', 'stranger')],
  ['outTradeNo', () => second.unpaidOrderId],
  ['outTradeNo', () => second.orderId],
  ['outRefundNo', () => second.refundId],
  ['attach', (echo) => String(echo).replace(/d(\d+)/, 'd9$1')],
  ['attach', (echo) => String(echo).replace(/r$/, 's')],
  ['attach', (echo) => String(echo).replace(/^\w+/, 'alone')],
  ['returnCode', () => 'FAIL'],
  ['resultCode', () => 'FAIL'],
];

/** The notice with one lie in it: every one that it can hold. */
export const liesOf = (world: World, { event }: ToldNotice): readonly Fields[] =>
  lies(world).flatMap(([field, value]) => (field in event ? [{ ...event, [field]: value(event[field]) }] : []));

/** A payment of each kind, told of where it was made, and where WeChat knows of none; and a refund that arrived. */
export async function toldNotices(world: World): Promise<ToldNotice[]> {
  const payments = await Promise.all(Object.entries(bought).map(([name, wanted]) => payment(world, name, wanted)));
  const [refund] = (await guardedNotices(world)).filter(({ name }) => name === 'refund-notify');
  if (!refund) throw new Error('there is no refund');
  const { event, at } = refund;
  const told = { name: 'a refund', functionName: 'refund-notify', decides: decidesRefund } as const;
  return [...payments.flat(), { ...told, event: event as Fields, at, isTrue: true, isAsked: false }];
}

async function payment({ snapshot, first }: World, name: string, wanted: (of: Things) => Wanted) {
  const sim = createSimulation({ seed: 1, from: snapshot });
  try {
    const buyer = openidOf('first', 'stranger');
    const { payment } = await ask(sim, buyer, 'createOrder', { requestId: 'told-order', ...wanted(first) });
    const unpaid = sim.snapshot();
    await sim.pay(buyer, payment, 24 * 3_600_000);
    const paid = sim.snapshot();
    const event = eventIn(paid, 'payment') as Fields;
    const told = { functionName: 'pay-notify', event, decides: decidesPayment } as const;
    return [
      { ...told, name: `a payment for ${name}`, at: paid, isTrue: true, isAsked: true },
      { ...told, name: `a payment for ${name} that was not made`, at: unpaid, isTrue: false, isAsked: false },
    ];
  } finally {
    sim.close();
  }
}
