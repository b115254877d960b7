import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import type { Circumstances } from './circumstances';

/** A line by which two ends differ, among all of them: whether it may. */
export type Allows = (line: string, lines: readonly string[]) => boolean;

/** Lines in which an end may differ because nobody could know better, and why. */
interface Leeway {
  /** Only where a run was struck in or after this call, which took effect. */
  readonly after?: Pick<GatewayCall, 'action' | 'collection'>;
  /** Only where notices come so. */
  readonly notices?: Circumstances['notices'];
  readonly allows: Allows;
  readonly because: string;
}

/** WeChat was told of the same shipping, in the same words, once here and twice there. */
const isShippedTwice: Allows = (line, lines) => {
  const sign = line.startsWith('+') ? '-' : '+';
  const other = line.endsWith(TWICE) ? line.slice(1, -TWICE.length) : line.slice(1) + TWICE;
  return line.slice(1).startsWith(" WeChat's shipment of ") && lines.includes(sign + other);
};

const TWICE = ', 2 times';

const LEEWAYS: readonly Leeway[] = [
  {
    after: { action: 'wxa.sec.order.uploadShippingInfo' },
    allows: isShippedTwice,
    because: 'who ends before it is noted that WeChat was told tells it again, and the same words change nothing',
  },
  {
    notices: 'before the answer',
    allows: isShippedTwice,
    because: 'what a run notes of shipping goes with its claim, when the refund it asked for is told meanwhile',
  },
  {
    after: { action: 'database.insertDocument', collection: 'messages' },
    allows: (line) => line.startsWith("- WeChat's message to "),
    because: 'who wrote a message into the inbox sends it, once: if he ends before, it is in the inbox only',
  },
];

/** Mishaps of calls that took effect all the same. */
const EFFECTIVE: ReadonlySet<string> = new Set(['die-after', 'lose-answer']);

/** What ends may differ in under some circumstances, and where some of their calls were struck. */
export function leewayIn({ notices }: Circumstances, calls: readonly GatewayCall[] = []): Allows {
  const struck = new Set(calls.flatMap(({ fault, requestId }) => (fault === undefined ? [] : [requestId])));
  const done = calls.filter(({ requestId, fault }) => struck.has(requestId) && (!fault || EFFECTIVE.has(fault)));
  const isDone = ({ action, collection }: NonNullable<Leeway['after']>): boolean =>
    done.some((call) => call.action === action && call.collection === collection);
  const open = LEEWAYS.filter((one) => (one.after ? isDone(one.after) : one.notices === notices));
  return (line, lines) => open.some(({ allows }) => allows(line, lines));
}
