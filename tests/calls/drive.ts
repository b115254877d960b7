import type { GatewayCall } from '../../emulator/gateway/cloud-parts';
import type { Driver } from '../story/cloud-driver';
import { readCalls } from './call-log';

/** A shop with one store and one clerk, and what a row of the table is measured with. */
export interface Counter extends Driver {
  /** Measures what the only run of a function calls while something is done. */
  measure(act: () => Promise<unknown>, functionName?: string): Promise<void>;
  /** The same of a function's last run, where the clock makes several on the way. */
  measureLast(act: () => Promise<unknown>, functionName: string): Promise<void>;
}

/** Leads a shop to the row's situation and measures the one operation that the row is about. */
export type Drive = (shop: Counter) => Promise<void>;

/** Adds the measuring to a driver. */
export function countingWith(driver: Driver): { readonly shop: Counter; readonly measured: () => GatewayCall[] } {
  let measured: GatewayCall[] = [];
  const runsOf = async (act: () => Promise<unknown>, functionName: string): Promise<GatewayCall[][]> => {
    await driver.forgetCalls();
    await act();
    const calls = (await readCalls(driver)).filter((call) => call.function === functionName);
    return [...new Set(calls.map(({ requestId }) => requestId))].map((run) =>
      calls.filter(({ requestId }) => requestId === run),
    );
  };
  const shop: Counter = {
    ...driver,
    async measure(act, functionName = 'api') {
      const runs = await runsOf(act, functionName);
      if (runs.length > 1) throw new Error(`${functionName} ran ${String(runs.length)} times`);
      measured = runs[0] ?? [];
    },
    async measureLast(act, functionName) {
      measured = (await runsOf(act, functionName)).at(-1) ?? [];
    },
  };
  return { shop, measured: () => measured };
}
