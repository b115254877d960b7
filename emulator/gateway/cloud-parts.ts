import type { Clock } from '../clock/clock';
import type { Engine, Trace } from '../engine/engine';
import type { FaultKind, Faults } from '../faults/faults';
import type { PayContext } from '../pay/context';
import type { Identity, Invocation, Invocations } from '../runner/invocations';
import type { Storage } from '../storage/storage';
import type { WechatContext } from '../wechat/context';

/** The parts of the local cloud that the gateway stands in front of. */
export interface CloudParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly faults: Faults;
  /** Who is running: the gateway serves nobody else. */
  readonly invocations: Pick<Invocations, 'byToken'>;
  /** Runs a function by name for another one; rejects with a code and a message. */
  readonly invoke: (name: string, event: unknown, identity: Identity, parent: Invocation) => Promise<unknown>;
  /** The openapi names that a function's config.json lists. */
  readonly permissions: (functionName: string) => readonly string[];
  readonly storage: Storage;
  /** Where the local cloud is served (`http://127.0.0.1:8080`): what URLs of files begin with. */
  readonly baseUrl: () => string;
  readonly pay: PayContext;
  readonly wechat: WechatContext;
  /** Resolves when everything that the engine changed so far is durable. */
  readonly committed: () => Promise<void>;
  /** Ends the invocation with this token at once, as a crash would. */
  readonly kill: (token: string) => void;
  readonly onCall: (call: GatewayCall) => void;
}

/** One row of the call log, written when the call has been answered or broken off. */
export interface GatewayCall {
  readonly function: string;
  /** The gateway action (`database.insertDocument`), or the name of the cloudPay or openapi call (`unifiedOrder`). */
  readonly action: string;
  /** The action of our own contract that the function is answering, if it is answering one. */
  readonly apiAction?: string;
  readonly collection?: string;
  readonly requestId: string;
  /** The how-manieth call of its invocation this is, from 1. */
  readonly index: number;
  /** When the call arrived and when it was answered, by the local cloud's clock. */
  readonly startedAt: number;
  readonly answeredAt: number;
  /** The places of its arrival and its answer among all arrivals and answers, from 1: what overlapped, at any clock. */
  readonly startedNth: number;
  readonly answeredNth: number;
  readonly trace: readonly Trace[];
  readonly failure?: { readonly code: string; readonly message: string };
  readonly fault?: FaultKind;
}
