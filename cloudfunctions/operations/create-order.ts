import type { PaymentRequest } from '../../typings/order';
import { attachOf } from '../domain/attach';
import { demand, Failure } from '../domain/failure';
import { createdIdOf, orderIdOf, personKeyOf } from '../domain/ids';
import { consentWanted } from '../domain/message';
import { newOrder, offerBegun, offerFor, type Offer, type Shelf, type Wish } from '../domain/purchase';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, merchantOf, operation, remembering, Stale, type Context } from '../runtime/operation';
import { Duplicate } from '../runtime/ports';
import { claimCodes, giveBackSurplus, tellFewCodes } from '../trade/codes';
import { endHold, HELD_ALONE, holdTogether, releaseSeat, releaseStock, takeSeat, takeStock } from '../trade/holds';
import { ordersOfBuyer } from '../trade/orders-of-buyer';

/**
 * A buyer buys alone, opens a group or joins one: takes a seat and stock, asks WeChat for a prepayment, and writes the
 * order last. The order's id follows from the request, so a retry finds what its first try has already taken.
 */
export const createOrder = operation('createOrder', {
  role: 'buyer',
  remembers: 'orders',
  input: input
    .object({
      requestId: input.requestId,
      dealId: input.id,
      version: input.optional(input.whole(1, Number.MAX_SAFE_INTEGER)),
      buy: input.oneOf(['alone', 'open', 'join']),
      groupId: input.optional(input.id),
      quantity: input.whole(1, 50),
      ifFull: input.optional(input.oneOf(['refund', 'newGroup'])),
    })
    .check(
      input.constrained((order) => (order.buy === 'join') === (order.groupId !== undefined), { path: ['groupId'] }),
    ),
  gather: ({ dealId, groupId }, { merchantId, person }) => ({
    deal: byId('deals', dealId),
    group: byId('groups', groupId),
    mine: ordersOfBuyer(dealId, person),
    me: byId('people', personKeyOf(merchantId, person)),
  }),
  async run({ buy, groupId, quantity, version, ifFull = 'refund' }, context) {
    const { caller, config, now, found, request, database } = context;
    const [deal] = found.deal;
    const [group] = found.group;
    demand(deal?.merchantId === caller.merchantId && deal.status !== 'draft', 'NOT_FOUND');
    demand(groupId === undefined || group?.merchantId === caller.merchantId, 'NOT_FOUND');
    const orderId = orderIdOf(request.key, request.input);
    const wish: Wish = { buy, version, quantity, ifFull };
    const shelf: Shelf = { deal, group, mine: found.mine, person: caller.person, now };
    const offer = judge(wish, shelf, orderId);
    const held = { orderId, q: quantity, until: offer.payBy };
    const itsGroup = buy === 'open' ? createdIdOf('group', request.key) : (groupId ?? null);
    const attach = attachOf({ buy, groupId: itsGroup, rules: offer.rules });
    const nickname = found.me[0]?.nickname ?? '';

    const taken = await hold(context, shelf, wish, held, nickname);
    const codes = await codesFor(context, taken, held);
    const payment = await prepay(context, taken, held, { attach, offer });
    const answer = {
      ...{ orderId, amountFen: offer.priceFen * quantity, payBy: offer.payBy, payment },
      ...(itsGroup === null ? {} : { groupId: itsGroup }),
      askConsent: consentWanted(config.templates, { status: 'pending_payment', groupId: itsGroup }),
    };
    const given = { _id: orderId, merchantId: caller.merchantId, nickname, groupId: itsGroup, payment };
    const order = newOrder({ ...given, ...remembering(orderId, request, answer), wish, offer, shelf, codes });
    try {
      await database.insert('orders', [order]);
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
      await letGo(context, taken, held);
      throw new Stale();
    }
    if (deal.rules.codeSource === 'imported') {
      // The order is there, whatever becomes of the message: the sweep of its stock tells it again.
      const left = taken.stock ? deal.free - quantity : deal.free;
      await tellFewCodes(context, merchantOf(context), deal, left).catch((error: unknown) => {
        context.report('an owner was not told of few codes', { dealId: deal._id, error: String(error) });
      });
    }
    return answer;
  },
});

/**
 * Judges the request; one whose first try died goes on with what that has taken. If it is refused now, that is left to
 * the sweep: the first try may still be at work. What is being let go of (WeChat refused, or codes ran short) is
 * nobody's until it has fallen free.
 */
function judge(wish: Wish, shelf: Shelf, orderId: string): Offer {
  const { deal, group } = shelf;
  const [seat, stock] = [group?.seats[orderId], deal.holds[orderId]];
  demand(!stock?.ending, 'PAYMENT_UNAVAILABLE');
  const until = seat?.until ?? stock?.until;
  if (until === undefined) return offerFor(wish, shelf);
  return offerBegun(wish, shelf, { until, seat: seat !== undefined, stock: stock !== undefined });
}

type Ordering = Pick<Context, 'database' | 'now' | 'caller' | 'payments' | 'merchant' | 'chance'>;
type Held = { readonly orderId: string; readonly q: number; readonly until: number };

/** What of a purchase this very try has taken; the rest was there. */
type Taken = Shelf & { readonly seat: boolean; readonly stock: boolean };

/**
 * Takes the seat, then the stock. What another try of the request has taken is not taken again: from then on neither
 * lets go of it, for the other may be about to write the order.
 */
async function hold(context: Ordering, shelf: Shelf, wish: Wish, held: Held, nickname: string): Promise<Taken> {
  const { database, now, caller } = context;
  const { deal, group } = shelf;
  const { orderId, q, until } = held;
  const taken = { ...shelf, seat: group?.seats[orderId] === undefined, stock: deal.holds[orderId] === undefined };
  const seat = { person: caller.person, nickname, q, until };
  if (group && taken.seat) current(await takeSeat(database, group, orderId, seat, now));
  else if (group) current(await holdTogether(database, 'groups', group._id, `seats.${orderId}`));
  if (!taken.stock) {
    current(await holdTogether(database, 'deals', deal._id, `holds.${orderId}`));
    return taken;
  }
  const asSeen = wish.buy === 'join' ? {} : { version: deal.version, status: 'published' as const };
  if (await takeStock(database, deal._id, held, asSeen)) return taken;
  await letTakenGo(context, { ...taken, stock: false }, held);
  throw new Stale();
}

/**
 * Asks for the prepayment. A refusal returns what was taken; an unknown answer leaves it to be swept, or to a retry.
 */
async function prepay(
  context: Ordering,
  taken: Taken,
  held: Held,
  { attach, offer }: { readonly attach: string; readonly offer: Offer },
): Promise<PaymentRequest> {
  const { subMchId } = merchantOf(context);
  const { orderId, q, until: payBy } = held;
  const amountFen = offer.priceFen * q;
  const prepayment = { orderId, title: offer.rules.title, amountFen, payBy, attach, subMchId };
  const payment = await context.payments.prepay(prepayment).catch(() => {
    throw new Failure('PAYMENT_UNAVAILABLE');
  });
  if (payment) return payment;
  await letTakenGo(context, taken, held);
  throw new Failure('PAYMENT_UNAVAILABLE');
}

/** The codes of the order's vouchers: drawn, or taken from those that the merchant brought along. */
async function codesFor(context: Ordering, taken: Taken, held: Held): Promise<readonly string[]> {
  const { database, chance } = context;
  const { deal } = taken;
  if (deal.rules.codeSource === 'generated') return Array.from({ length: held.q }, () => chance.digits(12));
  const codes = await claimCodes(database, deal._id, held, deal.holds[held.orderId] !== undefined);
  if (codes) return codes;
  await letTakenGo(context, taken, held);
  throw new Failure('SOLD_OUT');
}

/** The order could not be written: another try of the same request has written it, or it must not be. */
async function letGo(context: Ordering, taken: Taken, held: Held): Promise<void> {
  const written = await context.database.get('orders', held.orderId);
  if (!written) await letTakenGo(context, taken, held);
  else if (taken.deal.rules.codeSource === 'imported') await giveBackSurplus(context.database, [written]);
}

/**
 * Lets go of what this try has taken, where no other try goes on with it. What is left a retry finds, or a sweep.
 */
async function letTakenGo({ database }: Pick<Context, 'database'>, taken: Taken, held: Held): Promise<void> {
  const { deal, group, seat, stock } = taken;
  if (group && seat) await releaseSeat(database, group._id, held.orderId, held.until, HELD_ALONE);
  if (!stock) return;
  const hasCodes = deal.rules.codeSource === 'imported';
  if (hasCodes && !(await endHold(database, deal._id, held))) return;
  await releaseStock(database, deal, held.orderId, held, HELD_ALONE);
}
