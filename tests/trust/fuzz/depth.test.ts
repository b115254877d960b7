import { expect, test } from '@jest/globals';
import { callerOfCall, openWorld } from '../../../cloudfunctions/adapters/world';
import { operations } from '../../../cloudfunctions/operations/operations';
import { dispatch } from '../../../cloudfunctions/runtime/dispatch';
import { cloudFunctions, type CloudFunction } from '../../../simulation/functions';
import { createSimulation } from '../../../simulation/simulation';
import type { Answer } from '../../../typings/answer';
import { identityOf } from '../cast';
import { databaseHash } from '../database-hash';
import { policy } from '../policy';
import type { Case, Situation } from '../policy/case';
import { openTwoShops, type World } from '../two-shops';

/** As deep as a phone can send it: JSON of this depth is read, though not every function could write it again. */
const DEPTH = 10_000;
const deepList = JSON.parse('['.repeat(DEPTH) + ']'.repeat(DEPTH)) as unknown;
const deepObject = JSON.parse('{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH)) as unknown;

/** The api as it is deployed, but what is asked is handed to it as it is: a simulation's copy of it would end. */
const asking = (asked: () => unknown): Readonly<Record<string, CloudFunction>> => ({
  ...cloudFunctions,
  api: {
    config: { permissions: { openapi: [] }, ...cloudFunctions.api?.config },
    main: () => dispatch(operations, asked(), callerOfCall(), openWorld()),
  },
});

/** An action's own input with something deep in place of each of its fields, of all of it, and beside it. */
function deepInputs(action: keyof typeof policy, { first, snapshot }: World): unknown[] {
  const [one] = policy[action] as unknown as readonly [Case<'getOrder'>];
  const caller = { role: 'owner', person: '', now: snapshot.now } as const;
  const at: Situation = { ...caller, it: first, home: first, counterId: first.storeId };
  const input = one.input(at) as unknown as Readonly<Record<string, unknown>>;
  return [deepList, deepObject].flatMap((deep) => [
    ...[deep, { ...input, besides: deep }],
    ...Object.keys(input).map((name) => ({ ...input, [name]: deep })),
  ]);
}

test('fuzz: whatever is ten thousand deep is refused as any other wrong input is, and changes nothing', async () => {
  const world = await openTwoShops();
  let event: unknown;
  const sim = createSimulation({ seed: 1, from: world.snapshot, functions: asking(() => event) });
  const before = databaseHash(sim.documents());
  const seen: Record<string, number> = {};
  for (const action of Object.keys(operations) as (keyof typeof operations)[]) {
    for (const input of deepInputs(action, world)) {
      event = { action, input };
      const answer = (await sim.invoke('api', {}, identityOf('owner'))) as Answer<unknown>;
      const said = answer.ok ? 'ok' : answer.error;
      seen[said] = (seen[said] ?? 0) + 1;
      expect([action, sim.printed(), databaseHash(sim.documents())]).toEqual([action, [], before]);
    }
  }
  sim.close();
  expect(Object.keys(seen).sort()).toEqual(['FORBIDDEN', 'INVALID_INPUT']);
  expect(seen.INVALID_INPUT).toBeGreaterThan(200);
});
