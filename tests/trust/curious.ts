import { callerOfCall, openWorld } from '../../cloudfunctions/adapters/world';
import { operations } from '../../cloudfunctions/operations/operations';
import { dispatch } from '../../cloudfunctions/runtime/dispatch';
import { cloudFunctions, type CloudFunction } from '../../simulation/functions';

interface AboutAnOrder {
  readonly input?: { readonly orderId?: string };
}

/** Looks for the order that is asked about, and where there is one, looks again. */
const api: CloudFunction = {
  config: { permissions: { openapi: [] }, ...cloudFunctions.api?.config },
  main: async (event: unknown) => {
    const world = openWorld();
    const orderId = (event as AboutAnOrder).input?.orderId ?? '';
    const order = await world.database.get('orders', orderId);
    if (order) await world.database.get('orders', orderId);
    return dispatch(operations, event, callerOfCall(), world);
  },
};

/** The functions as they are deployed, but how many calls an action makes tells whether an order is there. */
export const curiousFunctions = { ...cloudFunctions, api };
