import { transfersOf } from '../domain/ledger';
import { redemptionsOf } from '../domain/redemption-rows';
import { messagesOf, type InboxMessage } from '../domain/message';
import { personKeyOf } from '../domain/ids';
import { consentKeyOf, type Person } from '../domain/merchant';
import type { Order } from '../domain/order';
import type { World } from '../runtime/operation';
import { Duplicate } from '../runtime/ports';
import { is, to } from '../runtime/terms';
import { postCommissions } from './post-commissions';
import { insertMissing, ROWS_MAX } from '../trade/rows';

/** What became of the rows of some orders: messages that are new, and orders whose rows could not be written. */
export interface Posted {
  readonly told: readonly InboxMessage[];
  readonly unwritten: ReadonlySet<string>;
}

/**
 * Writes what follows from the orders' facts as flat rows: transfers, redemptions, commissions, messages. Each row has
 * an id that says why it is there, so it is there once. An order whose rows cannot be written is reported.
 */
export async function post(world: World, orders: readonly Order[]): Promise<Posted> {
  try {
    return { told: await writeRows(world, orders), unwritten: new Set() };
  } catch {
    // One of them holds up all: each by itself tells which. What was written already is found.
    return postEach(world, orders);
  }
}

async function postEach(world: World, orders: readonly Order[]): Promise<Posted> {
  const told: InboxMessage[] = [];
  const unwritten = new Set<string>();
  for (const order of orders) {
    try {
      told.push(...(await writeRows(world, [order])));
    } catch (error) {
      world.report('the rows of an order could not be written', { orderId: order._id, error: String(error) });
      unwritten.add(order._id);
    }
  }
  return { told, unwritten };
}

async function writeRows(world: World, orders: readonly Order[]): Promise<InboxMessage[]> {
  await insertMissing(world, 'transfers', orders.flatMap(transfersOf));
  const redemptions = orders.flatMap(redemptionsOf);
  await insertMissing(world, 'redemptions', redemptions);
  for (const { _id, undoneAt } of redemptions) {
    if (undoneAt !== null) await world.database.change('redemptions', { _id, undoneAt: null }, { undoneAt });
  }
  await postCommissions(world, orders);
  return insertMissing(world, 'messages', orders.flatMap(messagesOf));
}

/**
 * Sends new messages to whoever still allows one of their kind. The inbox has them all; a failed sending fails
 * nothing.
 */
export async function notify(world: World, messages: readonly InboxMessage[]): Promise<void> {
  const wanted = messages.flatMap((message) => {
    const template = world.config.templates[message.kind];
    const _id = personKeyOf(message.merchantId, message.person);
    return template === undefined ? [] : [{ message, template, _id, consent: consentKeyOf(template) }];
  });
  const people = await peopleOf(world, [...new Set(wanted.map(({ _id }) => _id))]);
  for (const { message, template, _id, consent } of wanted) {
    if (!people.get(_id)?.consents[consent]) continue;
    const path = `consents.${consent}`;
    try {
      const allowed = await world.database.change('people', { _id, [path]: is.above(0) }, { [path]: to.add(-1) });
      if (allowed) await world.wechat.sendMessage(message.person, template, pageOf(message), wordsOf(message));
    } catch (error) {
      if (error instanceof Duplicate) throw error;
      world.report('a message was not sent', { messageId: message._id, error: String(error) });
    }
  }
}

/** What is known of whoever has messages: most people allow none, which one call tells of all of them. */
async function peopleOf({ database }: World, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const people: Person[] = [];
  for (let from = 0; from < ids.length; from += ROWS_MAX) {
    const part = ids.slice(from, from + ROWS_MAX);
    people.push(...(await database.list('people', { _id: is.oneOf(part) }, { limit: part.length })));
  }
  return new Map(people.map((person) => [person._id, person]));
}

const pageOf = (message: InboxMessage): string => `pages/order/order?orderId=${String(message.about.orderId)}`;

const wordsOf = (message: InboxMessage): Record<string, string> => ({
  thing1: String(message.about.title).slice(0, 20),
});
