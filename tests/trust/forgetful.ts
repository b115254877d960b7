import { callerOfCall, openWorld } from '../../cloudfunctions/adapters/world';
import { operations } from '../../cloudfunctions/operations/operations';
import { dispatch } from '../../cloudfunctions/runtime/dispatch';
import type { World } from '../../cloudfunctions/runtime/operation';
import type { Changes } from '../../cloudfunctions/runtime/ports';
import { cloudFunctions, type CloudFunction } from '../../simulation/functions';

/** What an update writes down of the request itself. */
const REMEMBERS = /^(requestKeys$|requests\.|deletions\.)/;

/** A world in which updates are said to apply, and only what they remember of a request is written. */
function forgetful(world: World): World {
  const { database, wechat } = world;
  return {
    ...world,
    wechat: { ...wechat, storeFile: (path) => Promise.resolve({ fileId: `cloud://${path}`, url: `https://${path}` }) },
    database: {
      ...database,
      insert: () => Promise.resolve(),
      changeAll: () => Promise.resolve(1),
      change: (collection, where, changes) => {
        const remembered: Changes = Object.fromEntries(
          Object.entries(changes).filter(([field]) => REMEMBERS.test(field)),
        );
        const isNothing = Object.keys(remembered).length === 0;
        return isNothing ? Promise.resolve(true) : database.change(collection, where, remembered);
      },
    },
  };
}

const api: CloudFunction = {
  config: { permissions: { openapi: [] }, ...cloudFunctions.api?.config },
  main: (event: unknown) => dispatch(operations, event, callerOfCall(), forgetful(openWorld())),
};

/** The functions as they are deployed, but every action answers without having done anything: it remembers that. */
export const forgetfulFunctions = { ...cloudFunctions, api };
