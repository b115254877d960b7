import { dayOf } from '../../cloudfunctions/domain/time';
import { merchantNumbers } from '../../emulator/local/set-up';
import { DAY_MS } from '../scene';
import type { Simulation } from '../simulation';

/** One line of WeChat's bill: a payment of an order, or a refund under its number. */
interface BillLine {
  readonly id: string;
  readonly fen: number;
  readonly orderId: string;
  /** What WeChat says of a refund; empty for a payment. */
  readonly status: string;
}

/** Where a bill's columns are: the order's number, the state, the amount; of a refund its number, amount, status. */
const COLUMNS = { orderId: 6, state: 9, orderYuan: 12, refundId: 15, refundYuan: 16, refundStatus: 19 } as const;

/** WeChat's bill of a day, read as it writes it; no lines where it has none. */
export function billLines(text: string): BillLine[] {
  if (!text.includes('`')) return [];
  const rows = text.trimEnd().split('\r\n').slice(1, -2);
  return rows.map((row) => {
    const values = row.split(',').map((value) => value.replace(/^`/, ''));
    const value = (column: keyof typeof COLUMNS): string => values[COLUMNS[column]] ?? '';
    const isPayment = value('state') === 'SUCCESS';
    const fen = Math.round(Number(value(isPayment ? 'orderYuan' : 'refundYuan')) * 100);
    const orderId = value('orderId');
    if (isPayment) return { id: `pay:${orderId}`, fen, orderId, status: '' };
    return { id: `refund:${value('refundId')}`, fen, orderId, status: value('refundStatus') };
  });
}

/**
 * Compares WeChat's bills of some days with the ledger's account `wechat`, line by line, for all merchants by their
 * numbers. `isOver`: nothing is on its way any more; until then the ledger may not know yet of what a notice is still
 * to tell.
 */
export function differences(
  sim: Simulation,
  days: readonly string[],
  isOver: boolean,
  subMchIds = merchantNumbers.slice(0, 1),
): string[] {
  const texts = days.flatMap((day) => subMchIds.map((number) => sim.bill(day.replaceAll('-', ''), number)));
  const bills = new Map(texts.flatMap(billLines).map((line) => [line.id, line]));
  const moved = [...sim.look('transfers').values()].filter(({ from, to }) => from === 'wechat' || to === 'wechat');
  const known = new Set(moved.map(({ _id }) => _id));
  const ledger = moved
    .filter(({ day }) => days.includes(String(day)))
    .map(({ _id, fen }) => [String(_id), Number(fen)] as const);
  // What WeChat has taken on before midnight may have ended after it.
  const missing = [...bills.values()].filter((line) => !known.has(line.id) && !mayLag(sim, line, isOver));
  return [
    ...missing.map(({ id, fen }) => `WeChat's bill has ${id} of ${String(fen)} fen, the ledger has not`),
    ...ledger.flatMap(([id, fen]) => {
      const billed = bills.get(id)?.fen;
      if (billed === fen) return [];
      return [
        `the ledger has ${id} of ${String(fen)} fen, WeChat's bill ${billed === undefined ? 'not' : String(billed)}`,
      ];
    }),
  ];
}

/** A line that the ledger need not have: money that did not arrive, or of which a notice is still to come. */
function mayLag(sim: Simulation, { id, orderId, status }: BillLine, isOver: boolean): boolean {
  if (status === 'CHANGE') return true;
  if (isOver) return false;
  const ofIt = [...sim.look('sys_pay_notices').values()].filter(({ event }) => JSON.stringify(event).includes(orderId));
  return ofIt.some(({ dueAt }) => dueAt !== null) || isAskedAgain(sim, orderId, id);
}

function isAskedAgain(sim: Simulation, orderId: string, id: string): boolean {
  const order = sim.look('orders').get(orderId);
  return id.startsWith('pay:') ? order?.closeAt !== null : order?.deliverAt !== null;
}

/** The days from one instant up to another, the last not included. */
export function daysBetween(from: number, to: number): string[] {
  const days: string[] = [];
  for (let at = from; dayOf(at) < dayOf(to); at += DAY_MS) days.push(dayOf(at));
  return days;
}
