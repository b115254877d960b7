import type { NamedMutant } from './mutant';

const CUT_SHORT = 'simulation/cut-short-races.test.ts';
const EXPIRE = 'cloudfunctions/timers/expire.ts';
const PAYMENT = 'cloudfunctions/trade/payment.ts';
const HOLDS = 'cloudfunctions/trade/holds.ts';
const REFUND = 'cloudfunctions/trade/refund.ts';
const STOCK = 'cloudfunctions/operations/adjust-stock.ts';

/** Defects in what is written first: whatever is cut short between two writes, or overtaken there, tells them. */
export const orderOfWritesMutants: readonly NamedMutant[] = [
  {
    name: 'a seat is paid before its order',
    file: PAYMENT,
    find: 'const taken = await database.change(',
    replace: [
      "if (attached.buy === 'join') {",
      '  const first = { groupId: attached.groupId, orderId: paid.orderId, paidAt: paid.paidAt, rules };',
      '  await paySeat(world, { ...first, tierPriceFen: attached.topTierPriceFen });',
      '}',
      'const taken = await database.change(',
    ].join('\n'),
    killedBy: ['simulation/meetings-races.test.ts', 'a notice of another amount for a seat'],
  },
  {
    name: 'units that nobody paid go on sale before their imported codes are unused again',
    file: HOLDS,
    find: "if (deal.rules.codeSource === 'imported') await giveBackCodes(database, orderId, hold.until);\n  return",
    replace: 'const isFree = await',
    also: [
      {
        file: HOLDS,
        find: '{ free: to.add(hold.q), holdSeq: to.add(1), [`holds.${orderId}`]: to.vanish() },\n  );',
        replace: [
          '{ free: to.add(hold.q), holdSeq: to.add(1), [`holds.${orderId}`]: to.vanish() },\n  );',
          "if (isFree && deal.rules.codeSource === 'imported') await giveBackCodes(database, orderId, hold.until);",
          'return isFree;',
        ].join('\n'),
      },
    ],
    killedBy: [CUT_SHORT, 'unpaid units with imported codes'],
  },
  {
    name: 'an answer is remembered before what it tells of is done',
    file: STOCK,
    find: "current(await database.change('deals', adjustable, changes));",
    replace: [
      "current(await database.change('deals', adjustable, remember(request, answer)));",
      "await database.change('deals', { _id: dealId }, { free: to.add(delta), adjusted: to.add(delta) });",
    ].join('\n'),
    killedBy: [CUT_SHORT, 'a change of stock'],
  },
  {
    name: 'a failed group is finished before its money goes back',
    file: EXPIRE,
    find: 'if (decided) await failGroup(world, decided);',
    replace: [
      "await database.changeAll('groups', { _id: is.oneOf([group._id]) }, { dueAt: null, finishedAt: now });",
      'if (decided) await failGroup(world, decided);',
    ].join('\n'),
    killedBy: [CUT_SHORT, 'a group that fails'],
  },
  {
    name: 'WeChat is asked for a refund before the order says that it wants one',
    file: REFUND,
    find: "current(await world.database.change('orders', asJudged(order, taking), changes));",
    replace: [
      'const asked = { orderId: order._id, refundId: refundIdOf(order, key), totalFen: order.amountFen, amountFen };',
      "if (world.merchant) await world.payments.refund({ ...asked, reason: '', subMchId: world.merchant.subMchId });",
      "current(await world.database.change('orders', asJudged(order, taking), changes));",
    ].join('\n'),
    killedBy: ['simulation/races.test.ts', 'a voucher is redeemed or refunded, never both'],
    says: 'I7: ',
  },
  {
    name: 'one document that cannot be tended holds up all others of a timer for ever',
    file: 'cloudfunctions/timers/due.ts',
    find: "world.report('a timer could not tend a document', { id: document._id, error: String(error) });",
    replace: 'throw error;',
    killedBy: [CUT_SHORT, 'an order that cannot be closed'],
  },
  {
    name: 'a document that could not be tended is never due again',
    file: 'cloudfunctions/timers/expire.ts',
    find: 'await eachOne(world, orders, (order) => endUnpaid(world, order, numbers.get(order.merchantId) ??',
    replace: [
      "await world.database.changeAll('orders', { _id: is.oneOf(orders.map(({ _id }) => _id)) }, { closeAt: null });",
      'await eachOne(world, orders, (order) => endUnpaid(world, order, numbers.get(order.merchantId) ??',
    ].join('\n'),
    killedBy: [CUT_SHORT, 'an order of which WeChat does not say'],
  },
];
