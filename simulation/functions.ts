import * as api from '../cloudfunctions/functions/api';
import apiConfig from '../cloudfunctions/functions/api.json';
import * as deliver from '../cloudfunctions/functions/deliver';
import deliverConfig from '../cloudfunctions/functions/deliver.json';
import * as expire from '../cloudfunctions/functions/expire';
import expireConfig from '../cloudfunctions/functions/expire.json';
import * as payNotify from '../cloudfunctions/functions/pay-notify';
import payNotifyConfig from '../cloudfunctions/functions/pay-notify.json';
import * as refundNotify from '../cloudfunctions/functions/refund-notify';
import refundNotifyConfig from '../cloudfunctions/functions/refund-notify.json';
import * as settle from '../cloudfunctions/functions/settle';
import settleConfig from '../cloudfunctions/functions/settle.json';
import { optionsIn, type FunctionOptions } from '../emulator/runner/function-options';

/** A deployed function: what runs, and what its config.json says. */
export interface CloudFunction {
  readonly main: (event: never) => Promise<unknown>;
  readonly config: {
    readonly permissions: { readonly openapi: readonly string[] };
    readonly triggers?: readonly { readonly name: string; readonly config: string }[];
  };
}

/** Every function as it is deployed, by its name. They are loaded once: they keep nothing between two runs. */
export const cloudFunctions: Readonly<Record<string, CloudFunction>> = {
  api: { main: api.main, config: apiConfig },
  deliver: { main: deliver.main, config: deliverConfig },
  expire: { main: expire.main, config: expireConfig },
  'pay-notify': { main: payNotify.main, config: payNotifyConfig },
  'refund-notify': { main: refundNotify.main, config: refundNotifyConfig },
  settle: { main: settle.main, config: settleConfig },
};

/** What the config.json of each of these functions says, by the function's name, as the local cloud reads it. */
export const optionsOf = (functions: Readonly<Record<string, CloudFunction>>): ReadonlyMap<string, FunctionOptions> =>
  new Map(Object.entries(functions).map(([name, { config }]) => [name, optionsIn(config, `${name}.json`)]));
