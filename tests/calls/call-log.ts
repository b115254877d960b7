import type { GatewayCall } from '../../emulator/gateway/cloud-parts';

/** Every gateway call since the log was last emptied, in the order of their answers. */
export async function readCalls({ url }: { readonly url: string }): Promise<GatewayCall[]> {
  const response = await fetch(`${url}/local/calls`);
  return ((await response.json()) as { calls: GatewayCall[] }).calls;
}

/** What an operation costs: calls by the service that answers them, and how many it waits for one after the other. */
export interface Cost {
  readonly database: number;
  readonly pay: number;
  readonly openapi: number;
  readonly storage: number;
  readonly depth: number;
}

type Service = Exclude<keyof Cost, 'depth'> | 'transaction';

const PAY = new Set(['unifiedOrder', 'queryOrder', 'closeOrder', 'refund', 'queryRefund', 'downloadBill']);

/** The service that answers a call. */
export function serviceOf({ action }: Pick<GatewayCall, 'action'>): Service {
  if (/^database\.\w+Transaction$/.test(action)) return 'transaction';
  if (action.startsWith('database.')) return 'database';
  if (action.startsWith('storage.')) return 'storage';
  return PAY.has(action) ? 'pay' : 'openapi';
}

/** Adds up what calls cost. */
export function costOf(calls: readonly GatewayCall[]): Cost {
  const count = (service: Service): number => calls.filter((call) => serviceOf(call) === service).length;
  return {
    ...{ database: count('database'), pay: count('pay'), openapi: count('openapi'), storage: count('storage') },
    depth: depthOf(calls),
  };
}

/** The longest chain of calls of which each was sent after the one before had been answered. */
function depthOf(calls: readonly GatewayCall[]): number {
  const depths = new Map<GatewayCall, number>();
  for (const call of [...calls].sort((a, b) => a.startedNth - b.startedNth)) {
    const before = [...depths].filter(([other]) => other.answeredNth < call.startedNth).map(([, depth]) => depth);
    depths.set(call, Math.max(0, ...before) + 1);
  }
  return Math.max(0, ...depths.values());
}
