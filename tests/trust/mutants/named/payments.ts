import type { NamedMutant } from './mutant';

const PAYMENT = 'cloudfunctions/trade/payment.ts';
const LATE = 'cloudfunctions/trade/late-payment.ts';
const NOTICES = 'tests/story/notices.test.ts';

/** Defects in how a payment is taken. */
export const paymentMutants: readonly NamedMutant[] = [
  {
    name: 'a notice of any amount pays an order',
    ...{ file: PAYMENT, find: '{ amountFen: paid.amountFen, buyer: paid.payer,', replace: '{ buyer: paid.payer,' },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a notice of another amount'],
  },
  {
    name: 'whoever pays, the order is taken for paid by its buyer',
    ...{ file: PAYMENT, find: 'buyer: paid.payer, attach: paid.attach, payBy', replace: 'attach: paid.attach, payBy' },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a notice of another payer'],
  },
  {
    name: 'the echo of a payment is believed without a look at its order',
    ...{ file: PAYMENT, find: 'buyer: paid.payer, attach: paid.attach, payBy', replace: 'buyer: paid.payer, payBy' },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a notice of another echo'],
  },
  {
    name: 'a payment after its time is taken as if in time',
    ...{ file: PAYMENT, find: ', payBy: is.above(paid.paidAt) };', replace: ' };' },
    killedBy: ['simulation/defects.test.ts', 'a late payment given up and cut short'],
  },
  {
    name: 'a repeated notice pays again, whatever has become of the order',
    ...{ file: PAYMENT, find: "status: 'pending_payment', ...expected }", replace: '...expected }' },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a payment told again changes nothing'],
  },
  {
    name: 'a notice that does not fit its order is believed',
    ...{ file: PAYMENT, find: 'order.amountFen === paid.amountFen && order.buyer === paid.payer', replace: 'true' },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a notice of another amount'],
  },
  {
    name: 'paid at WeChat and unpaid here: a payment that comes after the closing is dropped',
    file: PAYMENT,
    find: "if (order.status === 'pending_payment' || order.status === 'closed') return",
    replace: "if (order.status === 'pending_payment') return",
    killedBy: [NOTICES, 'the seat is still free'],
  },
  {
    name: 'the place was sold meanwhile, and the late money stays',
    ...{ file: LATE, find: 'return giveBack(world, late);', replace: "return 'closed';" },
    killedBy: [NOTICES, 'ifFull refund: the money goes back'],
  },
  {
    name: 'a late payer is put into another group without having asked for it',
    ...{ file: LATE, find: "order.ifFull !== 'newGroup' || ", replace: '' },
    killedBy: [NOTICES, 'ifFull refund: the money goes back'],
  },
  {
    name: 'a late payer takes a second seat in his group',
    file: LATE,
    find: 'return !sits && (',
    replace: 'return (',
    killedBy: [NOTICES, 'he sits in the group by a newer order'],
  },
  {
    name: 'a late payment is taken beyond the limit',
    ...{ file: LATE, find: 'if (fitsLimit(late, late.order.rules)) {', replace: 'if (late) {' },
    killedBy: [NOTICES, 'the limit was used up elsewhere'],
  },
  {
    name: 'a late payer gets what costs more today',
    ...{ file: LATE, find: ' || priceOf(deal.rules, buy) !== order.priceFen', replace: '' },
    killedBy: [NOTICES, 'the price has changed'],
  },
  {
    name: 'an order is closed here whether WeChat has closed it or not',
    ...{ file: 'cloudfunctions/trade/close.ts', find: ")) === 'closed') {", replace: ')) as string) {' },
    killedBy: [NOTICES, 'of the leader, never, found at closing'],
  },
  {
    name: 'vouchers are issued to whoever has paid, before the group has formed',
    file: PAYMENT,
    find: "const status = alone ? issued(rules, now, now) : { status: 'paid' };",
    replace: 'const status = issued(rules, now, now);',
    killedBy: ['tests/story/main-job.test.ts', 'main job'],
  },
  {
    name: 'a payment that was cut short is confirmed, and not carried on',
    file: 'cloudfunctions/operations/confirm-payment.ts',
    find: '} else if (!(await finish(context, order, group))) {',
    replace: '} else {',
    killedBy: ['simulation/defects.test.ts', 'cut short before call 4, and asked for again'],
  },
];
