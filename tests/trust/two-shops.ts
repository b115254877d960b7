import { issueToken } from '../../cloudfunctions/domain/token';
import { createSimulation, type Simulation, type Snapshot } from '../../simulation/simulation';
import { ShopStory } from './shop-story';

const MINUTE_MS = 60_000;

/** The key that every simulation signs with. */
export const SECRET = 'a secret that only simulations have';

/** One of everything that an action can be about: all of one shop, or of none. */
export interface Things {
  readonly merchantId: string;
  readonly setupCode: string;
  readonly spentSetupCode: string;
  readonly storeId: string;
  readonly otherStoreId: string;
  readonly invitation: string;
  readonly takenInvitation: string;
  /** The clerk of the first store. */
  readonly staffId: string;
  readonly shelfId: string;
  readonly draftId: string;
  readonly importedId: string;
  /** Open, with two of five seats left; its three have paid. */
  readonly groupId: string;
  /** The buyer's order in a commission group that has formed: V01 and V02 used, V03 and V04 not. */
  readonly orderId: string;
  readonly voucherId: string;
  readonly nextVoucherId: string;
  /** The leader's, of the same group. */
  readonly leadersVoucherId: string;
  readonly token: string;
  readonly code: string;
  /** Of V02, by the clerk, this minute. */
  readonly redemptionId: string;
  readonly leaderId: string;
  /** Another one of the buyer's, of which a refund did not arrive. */
  readonly pastOrderId: string;
  readonly unpaidOrderId: string;
  /** Paid at WeChat; its notice is not there yet. */
  readonly unheardOrderId: string;
  /** The refund that did not arrive. */
  readonly refundId: string;
  readonly messageId: string;
}

/** Two shops in which the same has happened, each with people of its own. */
export interface World {
  readonly snapshot: Snapshot;
  readonly first: Things;
  readonly second: Things;
  readonly missing: Things;
}

/**
 * What else happens in both shops before the present moment; answers which of their things are others then, of the
 * first shop and of the second.
 */
export type Chapter = (
  sim: Simulation,
  shops: readonly [ShopStory, ShopStory],
) => Promise<readonly [Partial<Things>, Partial<Things>]>;

const nothingElse: Chapter = () => Promise.resolve([{}, {}]);

/** Opens both shops and lets everything happen in them up to one moment. */
export async function openTwoShops(chapter: Chapter = nothingElse): Promise<World> {
  const sim = createSimulation({ seed: 1 });
  try {
    const shops = [new ShopStory(sim, 'first'), new ShopStory(sim, 'second')] as const;
    for (const shop of shops) await shop.open();
    for (const shop of shops) await shop.formGroup();
    await sim.advance(2 * MINUTE_MS);
    for (const shop of shops) await shop.earn();
    await sim.advance(62 * MINUTE_MS);
    sim.faults.replace([]);
    const others = await chapter(sim, shops);
    const first = { ...(await shops[0].present()), ...others[0] };
    const second = { ...(await shops[1].present()), ...others[1] };
    const snapshot = sim.snapshot();
    return { snapshot, first, second, missing: nothing(snapshot.now) };
  } finally {
    sim.close();
  }
}

/** Names that could be things, and are none. */
function nothing(now: number): Things {
  const id = 'Z'.repeat(20);
  return {
    ...{ merchantId: id, storeId: id, otherStoreId: id, staffId: id, shelfId: id, draftId: id, importedId: id },
    ...{
      groupId: id,
      orderId: id,
      pastOrderId: id,
      leaderId: id,
      unpaidOrderId: id,
      unheardOrderId: id,
      messageId: id,
    },
    ...{ setupCode: 'Z'.repeat(16), spentSetupCode: 'Y'.repeat(16), invitation: id, takenInvitation: id },
    ...{ voucherId: `${id}V01`, nextVoucherId: `${id}V02`, leadersVoucherId: `${id}V03` },
    ...{ redemptionId: `${id}V01R1`, refundId: `R${'Z'.repeat(26)}` },
    ...{ token: issueToken(SECRET, `${id}V01`, now).token, code: '000000000000' },
  };
}
