import { setTimeout as sleep } from 'node:timers/promises';
import type { Trace } from '../engine/engine';
import type { Invocation } from '../runner/invocations';
import { actions } from './actions';
import { whenBusy } from './busy';
import type { CloudParts, GatewayCall } from './cloud-parts';
import { refusal, success, wireFailure, type GatewayAnswer, type WireFailure } from './gateway-answer';
import { GatewayFailure, notImplemented } from './gateway-failure';
import { readRequest, type GatewayRequest, type WireRequest } from './wire-request';

/** How long the fault `delay` holds a call up, in real time: more than any call takes, less than the SDK's 15 s. */
const DELAY_MS = 500;

/** The cloud as wx-server-sdk sees it, whatever carries the requests. */
export interface Gateway {
  /** Answers one request. `lost`: the transport must break the connection without having sent a byte. */
  answer(request: GatewayRequest): Promise<GatewayAnswer | 'lost'>;
}

/**
 * Joins the parts of the local cloud behind the one door that the SDK knows. Only running functions pass it, each by
 * the token of its invocation.
 */
export function createGateway(parts: CloudParts): Gateway {
  const nth = counter();
  return {
    async answer(request) {
      try {
        const wire = await readRequest(request);
        const caller = parts.invocations.byToken(wire.token);
        if (caller) return await serve(parts, wire, caller, nth);
        throw new GatewayFailure('INVALID_REQUEST_SOURCE', 'wxCloudApiToken is not that of a running function');
      } catch (error) {
        return refusal(wireFailure(error), 'none');
      }
    },
  };
}

/** Counts from 1. */
function counter(): () => number {
  let count = 0;
  return () => (count += 1);
}

async function serve(
  parts: CloudParts,
  wire: WireRequest,
  caller: Invocation,
  nth: () => number,
): Promise<GatewayAnswer | 'lost'> {
  caller.calls += 1;
  const startedAt = parts.clock.now();
  const tags = { ...tagsOf(wire, caller), startedAt, startedNth: nth() };
  const place = { function: tags.function, action: tags.apiAction, call: tags.action, index: tags.index };

  const mishap = parts.faults.take(['die-before', 'delay', 'busy'], place);
  if (mishap === 'die-before') {
    parts.onCall({ ...tags, answeredAt: startedAt, answeredNth: nth(), trace: [], fault: mishap });
    parts.kill(caller.token);
    return 'lost';
  }
  if (mishap === 'delay') await sleep(DELAY_MS);

  const { answer, trace, failure } = await run(parts, wire, caller, { index: tags.index, isBusy: mishap === 'busy' });
  // Not even a refusal leaves before what it saw is durable.
  await parts.committed();
  const fault = parts.faults.take(['die-after', 'lose-answer'], place) ?? mishap;
  parts.onCall({ ...tags, answeredAt: parts.clock.now(), answeredNth: nth(), trace, failure, fault });
  if (fault === 'die-after') parts.kill(caller.token);
  return fault === 'die-after' || fault === 'lose-answer' ? 'lost' : answer;
}

type Tags = Pick<GatewayCall, 'function' | 'action' | 'apiAction' | 'collection' | 'requestId' | 'index'>;

function tagsOf({ action, fields }: WireRequest, caller: Invocation): Tags {
  return {
    function: caller.functionName,
    action: typeof fields.apiName === 'string' ? fields.apiName : action,
    apiAction: caller.apiAction,
    collection: typeof fields.collectionName === 'string' ? fields.collectionName : undefined,
    requestId: caller.requestId,
    index: caller.calls,
  };
}

interface Outcome {
  readonly answer: GatewayAnswer;
  readonly trace: readonly Trace[];
  readonly failure?: WireFailure;
}

async function run(
  parts: CloudParts,
  { action, fields }: WireRequest,
  caller: Invocation,
  { index, isBusy }: { readonly index: number; readonly isBusy: boolean },
): Promise<Outcome> {
  const requestId = `${caller.requestId}-${String(index)}`;
  const trace: Trace[] = [];
  const transactionId = typeof fields.transactionId === 'string' ? fields.transactionId : undefined;
  const engineCall = { transactionId, onTrace: (each: Trace) => trace.push(each) };
  try {
    const gatewayAction = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (gatewayAction === undefined) throw notImplemented(action);
    const reply = await (isBusy ? whenBusy(action) : gatewayAction)({ fields, caller, parts, engineCall });
    return { answer: success(reply, requestId), trace };
  } catch (error) {
    const failure = wireFailure(error);
    return { answer: refusal(failure, requestId), trace, failure };
  }
}
