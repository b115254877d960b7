import type { Identity } from '../../emulator/runner/invocations';
import { unheard, type Outcome, type Report } from '../../simulation/outcome';
import { createSimulation } from '../../simulation/simulation';
import { openidOf, SHOPS } from './cast';
import { databaseHash } from './database-hash';
import { forged } from './forged';
import { SOURCES } from './sources';
import { openTwoShops, type World } from './two-shops';

type Caller = Omit<Identity, 'source'>;
type Event = Readonly<Record<string, unknown>>;

/** Who calls `api`: what WeChat says of him, and who he is by that; absent: nobody. */
interface Arrival {
  readonly name: string;
  readonly comes: Caller;
  readonly is?: Caller;
}

const owner = { openid: openidOf('first', 'owner'), appid: SHOPS.first };
const stranger = { openid: openidOf('first', 'stranger'), appid: SHOPS.first };
const otherOwner = { openid: openidOf('second', 'owner'), appid: SHOPS.second };

/** Callers with and without an openid, of the environment's own mini-program and of one that it is shared with. */
export const arrivals: readonly Arrival[] = [
  { name: 'nobody', comes: { appid: SHOPS.first } },
  { name: 'a stranger', comes: stranger, is: stranger },
  { name: 'an owner', comes: owner, is: owner },
  { name: 'nobody, through a shared environment', comes: { appid: SHOPS.first, from: { appid: SHOPS.second } } },
  { name: 'another owner, through a shared environment', comes: { ...owner, from: otherOwner }, is: otherOwner },
  { name: 'an owner here, and nobody there', comes: { ...owner, from: { appid: SHOPS.second } } },
  { name: 'a stranger there, who is an owner elsewhere', comes: { ...otherOwner, from: stranger }, is: stranger },
];

/** What is asked: who one is, what only some may see, and something that is written down under one's name. */
export const asked: readonly Event[] = [
  { action: 'getMe', input: {} },
  { action: 'listMerchantOrders', input: {} },
  { action: 'saveProfile', input: { nickname: '谁' } },
];

/** A timer and WeChat's own address for servers name no mini-program: who calls by them is nobody. */
const namesNoMiniProgram = (source: string): boolean => /^(wx_trigger|wx_http)(,|$)/.test(source);

/** Calls `api` by every source, as everybody who may arrive there, with events that say that they are of an owner. */
export async function run(report: Report = unheard): Promise<Outcome> {
  const startedAt = performance.now();
  const world = await openTwoShops();
  const all = arrivals.flatMap((arrival) => asked.map((event) => ({ arrival, event })));
  const violations: string[] = [];
  for (const [done, { arrival, event }] of all.entries()) {
    report(done, all.length, arrival.name);
    const honest = (is: Caller): Promise<string> => effectOf(world, event, { ...is, source: 'wx_client' });
    const ofNobody = await honest({ appid: SHOPS.first });
    if (!ofNobody.includes('NOT_SIGNED_IN')) violations.push(`nobody is answered ${ofNobody}`);
    const ofPerson = arrival.is ? await honest(arrival.is) : ofNobody;
    for (const source of SOURCES) {
      const due = namesNoMiniProgram(source) ? ofNobody : ofPerson;
      const seen = await effectOf(world, { ...event, ...forged }, { ...arrival.comes, source });
      if (seen === due) continue;
      violations.push(`${arrival.name} asks for ${String(event.action)} by "${source}": ${seen}, not ${due}`);
    }
  }
  const cases = all.length * SOURCES.length;
  return { cases, passed: cases - violations.length, ms: performance.now() - startedAt, violations };
}

/** What a call is answered, what it asks of the cloud, and all that is stored then. */
async function effectOf({ snapshot }: World, event: Event, identity: Identity): Promise<string> {
  const sim = createSimulation({ seed: 1, from: snapshot });
  try {
    const answer = await sim.invoke('api', event, identity);
    return JSON.stringify([answer, sim.calls().length, databaseHash(sim.documents()), ...sim.printed()]);
  } finally {
    sim.close();
  }
}
