import type { FaultKind } from '../emulator/faults/faults';
import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { circumstancesName } from './circumstances';
import { CRASHES, type Crash } from './crashes';
import type { FinalState } from './final-state';
import { CLIENTS, type Client } from './flow';
import { cloudFunctions } from './functions';
import { play, type Played } from './play';
import type { Printed } from './simulation';
import { isAlternative, nearest, type Studied } from './study';
import { leewayIn, type Allows } from './sweep-leeway';
import { busyCalls, type FlowCall } from './targets';

/** One disturbance of one flow. */
export interface Case {
  readonly call: FlowCall;
  readonly kind: Crash;
  readonly client: Client;
  /** A second call that is struck, in the run that the first disturbance has made. */
  readonly second?: { readonly call: Omit<FlowCall, 'act'>; readonly kind: Crash };
}

/** Every single disturbance, of these kinds, of every call that does something. */
export function casesOf({ acts, calls }: Studied, kinds: readonly Crash[] = CRASHES): Case[] {
  return calls.flatMap((call) =>
    kinds.flatMap((kind) =>
      CLIENTS.filter((client) => client === 'asks again' || acts[call.act]?.kind === 'request').map((client) => ({
        call,
        kind,
        client,
      })),
    ),
  );
}

/** Disturbs a flow and says what is wrong with its end: nothing, if all is as undisturbed or as if left early. */
export async function tryCase(studied: Studied, one: Case): Promise<string[]> {
  const played = await disturbed(studied, one);
  if ('failed' in played) return [played.failed];
  const { flow } = studied.start;
  const isLeftOver = (line: string): boolean => one.client !== 'asks again' && flow.leavesOver?.test(line) === true;
  const allows = leewayIn(studied.under, played.calls);
  // A timer's run that is struck as well has carried nothing on: as where there was none.
  const isTimerStruck = cloudFunctions[one.second?.call.function ?? '']?.config.triggers !== undefined;
  const under = isTimerStruck ? { ...studied.under, timers: 'none' as const } : studied.under;
  const isFine: Allows = (line, lines) => isLeftOver(line) || allows(line, lines) || isAlternative(flow, under, line);
  const differences = nearest(await endsAllowed(studied, one), played.end, isFine);
  const struck = played.calls.filter(({ fault }) => CRASHES.some((kind) => kind === fault)).length;
  const missed = (one.second ? 2 : 1) - struck;
  return [
    ...(missed > 0 ? ['the mishap did not strike'] : []),
    ...differences,
    ...played.wrong,
    ...unexplained(played),
  ];
}

/** What functions have printed that no mishap explains: each call that was struck explains one line. */
export function unexplained({ calls, printed }: Pick<Played, 'calls' | 'printed'>): string[] {
  const struck = calls.filter(({ fault }) => CRASHES.some((kind) => kind === fault));
  return printed.flatMap((its) => {
    const explains = struck.findIndex((call) => isExplained(its, call));
    if (explains < 0) return [`printed: ${its.line}`];
    struck.splice(explains, 1);
    return [];
  });
}

/** What the SDK says of a call that was struck to the run that made it and lives on. */
const SAID: Readonly<Partial<Record<FaultKind, RegExp>>> = {
  'lose-answer': /(?:"error":"|^)Error: .*socket hang up/,
  busy: /(?:"error":"|^)Error: .*(?:exceed request limit|:fail system error)/,
};

/**
 * Who was struck and lives on reports that very failure, or ends with it, and then the cloud says so; of who was ended
 * the cloud says so, and nothing else.
 */
function isExplained({ line, requestId }: Printed, { function: name, fault, requestId: struck }: GatewayCall): boolean {
  const own = `[${name}] `;
  const said = fault && SAID[fault];
  if (!said) return line === `${own}the function was killed`;
  return (requestId ?? struck) === struck && line.startsWith(own) && said.test(line.slice(own.length));
}

/** The same disturbance with each call after it that does something struck as well. */
export async function pairsFrom(studied: Studied, one: Case): Promise<Case[]> {
  const played = await disturbed(studied, one);
  if ('failed' in played) return [];
  return busyCalls(played.calls)
    .filter(({ nth }) => nth > one.call.nth)
    .flatMap((call) => CRASHES.map((kind) => ({ ...one, second: { call, kind } })));
}

async function disturbed({ start, under }: Studied, one: Case): Promise<Played | { readonly failed: string }> {
  const crashes = [one, ...(one.second ? [one.second] : [])].map(({ call: { nth }, kind }) => ({ nth, kind }));
  try {
    return await play(start, { under, client: one.client, crashes });
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Where a disturbed flow may end, by how many of its acts happened: all of them if the client has his answer all the
 * same, or asks again; if he goes away, those before or also the one that was struck; if he comes back too late, any
 * number from there on.
 */
async function endsAllowed({ acts, endAfter }: Studied, one: Case): Promise<FinalState[]> {
  const { call, client } = one;
  const comesLate = client === 'asks again late';
  const ends: FinalState[] = [];
  const least = client === 'asks again' && !isToldNothing(one) ? acts.length : call.act;
  for (let until = least; until <= acts.length; until += 1) {
    if (comesLate || until <= call.act + 1 || until === acts.length) ends.push((await endAfter(until)).end);
  }
  return ends;
}

/** WeChat cannot say what became of a closed order: it is answered as it is, and nobody asks again. */
const isToldNothing = ({ call, kind }: Case): boolean =>
  kind === 'busy' && call.apiAction === 'confirmPayment' && call.action === 'queryOrder';

/** The disturbance in one line, from which it can be repeated. */
export function caseName({ start, under }: Studied, { call, kind, client, second }: Case): string {
  const strikes = [`${kind} at ${callName(call)}`, ...(second ? [`${second.kind} at ${callName(second.call)}`] : [])];
  return [start.flow.name, circumstancesName(under), strikes.join(' + '), `the client ${client}`].join(' | ');
}

/** A call by its place in the run and what it is. */
const callName = ({ nth, function: name, apiAction, index, action, collection }: Omit<FlowCall, 'act'>): string => {
  const what = [action.replace('database.', ''), collection].join(' ').trim();
  return `call ${String(nth)} (${apiAction ?? name} ${String(index)} ${what})`;
};
