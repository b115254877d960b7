import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import type { Circumstances } from './circumstances';

/** A line by which two ends differ, among all of them: whether it may. */
export type Allows = (line: string, lines: readonly string[]) => boolean;

/** Lines in which an end may differ because nobody could know better, and why. */
interface Leeway {
  /** What it allows under these circumstances, after these calls; nothing where it does not apply. */
  readonly opens: (under: Circumstances, calls: readonly GatewayCall[]) => Allows | undefined;
  readonly because: string;
}

/** WeChat was told of the same shipping, in the same words, once here and twice there. */
const isShippedTwice: Allows = (line, lines) => {
  const sign = line.startsWith('+') ? '-' : '+';
  const other = line.endsWith(TWICE) ? line.slice(1, -TWICE.length) : line.slice(1) + TWICE;
  return line.slice(1).startsWith(" WeChat's shipment of ") && lines.includes(sign + other);
};

const TWICE = ', 2 times';

/** Mishaps of calls that took effect all the same, and those that end a run whatever it would do. */
const EFFECTIVE: ReadonlySet<string> = new Set(['die-after', 'lose-answer']);
const FATAL: ReadonlySet<string> = new Set(['die-before', 'die-after']);

const tookEffect = ({ fault }: GatewayCall): boolean => fault === undefined || EFFECTIVE.has(fault);

/** The calls that were struck, each with all calls of its run that took effect. */
const struckIn = (calls: readonly GatewayCall[]): (readonly [struck: GatewayCall, done: GatewayCall[]])[] =>
  calls
    .filter(({ fault }) => fault !== undefined)
    .map((struck) => [struck, calls.filter((call) => call.requestId === struck.requestId && tookEffect(call))]);

const isInboxWritten = ({ action, collection }: GatewayCall): boolean =>
  action === 'database.insertDocument' && collection === 'messages';

/** A call that asks who allows a message, takes his leave, or sends it. */
const isOfSending = ({ action, collection }: GatewayCall): boolean =>
  action === 'subscribeMessage.send' || collection === 'people';

/** How many messages are in an inbox and were never sent, because their run ended between the two or could not. */
function unsentIn(calls: readonly GatewayCall[]): number {
  const ends = ({ fault, requestId, index }: GatewayCall): boolean =>
    FATAL.has(fault ?? '') || !calls.some((call) => call.requestId === requestId && call.index > index);
  const counts = struckIn(calls)
    .filter(([struck]) => ends(struck) || isInboxWritten(struck) || isOfSending(struck))
    .flatMap(([, done]) => done.filter(isInboxWritten))
    .flatMap(({ trace }) => trace.map(({ matched }) => matched));
  return counts.reduce((sum, count) => sum + count, 0);
}

const SHOWN = "- WeChat's message to ";

const LEEWAYS: readonly Leeway[] = [
  {
    opens: (_, calls) =>
      struckIn(calls).some(([, done]) => done.some(({ action }) => action === 'wxa.sec.order.uploadShippingInfo'))
        ? isShippedTwice
        : undefined,
    because: 'who ends before it is noted that WeChat was told tells it again, and the same words change nothing',
  },
  {
    opens: ({ notices }) => (notices === 'before the answer' ? isShippedTwice : undefined),
    because: 'what a run notes of shipping goes with its claim, when the refund it asked for is told meanwhile',
  },
  {
    opens: (_, calls) => {
      const unsent = unsentIn(calls);
      return (line, lines) => line.startsWith(SHOWN) && lines.filter((each) => each.startsWith(SHOWN)).length <= unsent;
    },
    because: 'who wrote a message into the inbox sends it, once: if he ends before, or is refused, it is there only',
  },
];

/** What ends may differ in under some circumstances, and where some of their calls were struck. */
export function leewayIn(under: Circumstances, calls: readonly GatewayCall[] = []): Allows {
  const open = LEEWAYS.flatMap(({ opens }) => opens(under, calls) ?? []);
  return (line, lines) => open.some((allows) => allows(line, lines));
}
