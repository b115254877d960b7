import { messageTemplates, OPERATOR } from '../../../emulator/local/set-up';
import { HOUR_MS } from '../../scene';
import { happens, oneOf, recent } from '../choices';
import { ask, ofShop, type Actor, type Told } from '../trade';
import type { Act } from './act';

async function invite(actor: Actor, name: string): Promise<string | undefined> {
  const { trade, chance, shop } = actor;
  const [main] = shop.storeIds;
  const hours = happens(chance, 10) ? -1 : 1;
  const until = happens(chance, 30) ? { roleUntil: trade.sim.clock.now() + hours * HOUR_MS } : {};
  const wanted = { requestId: `${name}-invite`, role: 'clerk', storeIds: [main], ...until } as const;
  const told = await ask(actor, shop.owner, 'inviteStaff', wanted);
  return told.ok ? told.data.invitation : undefined;
}

/** The owner takes the casual clerk on, or thinks so: he may come with words that nobody wrote, or with two. */
export async function hire(actor: Actor): Promise<void> {
  const { chance, name, shop } = actor;
  const invitations = [await invite(actor, name), happens(chance, 30) ? await invite(actor, `${name}-too`) : undefined];
  for (const given of invitations.filter((one) => one !== undefined)) {
    const invitation = happens(chance, 85) ? given : 'nobody wrote this';
    await ask(actor, shop.casual, 'acceptInvitation', { invitation, nickname: '小时工' });
  }
}

/** The owner sends the casual clerk away, or tries to send himself away. */
export async function sendAway(actor: Actor): Promise<Told<'revokeStaff'> | undefined> {
  const { owner, casual } = actor.shop;
  const who = happens(actor.chance, 10) ? owner : casual;
  const found = ofShop(actor, 'staff').find(({ person }) => person === who);
  return found && ask(actor, owner, 'revokeStaff', { staffId: found._id });
}

/** Somebody claims the shop with a new set-up code, or with one that nobody issued. */
async function claim(actor: Actor, person: string, isGenuine: boolean, name: string): Promise<Told<'claimShop'>> {
  const wanted = { requestId: `${name}-code`, merchantId: actor.shop.merchantId };
  const told = isGenuine ? await ask(actor, OPERATOR, 'issueSetupCode', wanted) : undefined;
  const setupCode = told?.ok ? told.data.setupCode : 'NOSUCHCODE';
  return ask(actor, person, 'claimShop', { setupCode, merchantName: '团券小店' });
}

/**
 * The shop is somebody else's for a while, with an invitation of its owner's still about: it is worth nothing then.
 * At the end the owner has it back.
 */
async function changeHands(actor: Actor): Promise<void> {
  const { trade, name, shop } = actor;
  const { owner, merchantId } = shop;
  const heir = `${owner}-heir`;
  const invitation = await invite(actor, name);
  await claim(actor, heir, true, `${name}-heir`);
  const isHis = () => trade.sim.look('merchants').get(merchantId)?.owner === heir;
  const wasHis = isHis();
  const told = await ask(actor, heir, 'listStaff', {});
  const accepted = invitation === undefined ? undefined : await takeUp(actor, invitation);
  if (wasHis && isHis()) {
    if (!told.ok && told.error === 'FORBIDDEN') trade.chronicle.complain('the shop is his, and he may not look');
    if (accepted?.ok) trade.chronicle.complain('an invitation of somebody who owned the shop before was good');
    const before = await ask(actor, owner, 'listStaff', {});
    if (before.ok && isHis()) trade.chronicle.complain('who owned the shop before still sees its staff');
  }
  await claim(actor, owner, true, `${name}-back`);
}

const takeUp = (actor: Actor, invitation: string): Promise<Told> =>
  ask(actor, actor.shop.casual, 'acceptInvitation', { invitation, nickname: '小时工' });

/** Somebody who sits in an open group asks to be forgotten. */
async function forget(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const open = recent(
    chance,
    ofShop(actor, 'groups').filter(({ status }) => status === 'open'),
  );
  const seat = recent(chance, Object.values(open?.seats ?? {}));
  if (seat) await ask(actor, seat.person, 'deleteMe', { requestId: `${name}-forget` });
}

/** A buyer allows messages at WeChat's sheet. Now and then only one of the two hears of it: WeChat, or the shop. */
async function allow(actor: Actor): Promise<void> {
  const { trade, chance, shop } = actor;
  const buyer = oneOf(chance, shop.buyers) ?? '';
  const accepted = [...new Set(Object.values(messageTemplates))].filter(() => happens(chance, 70));
  if (happens(chance, 95)) for (const template of accepted) trade.sim.allow(buyer, template);
  if (happens(chance, 95)) await ask(actor, buyer, 'recordConsent', { accepted });
}

/** Who comes, goes, owns, allows messages and is forgotten. */
export const people: readonly Act[] = [
  { name: 'hire', weight: 5, perform: hire },
  { name: 'send away', weight: 2, perform: sendAway },
  {
    name: 'claim',
    weight: 2,
    perform: (actor) => {
      const isGenuine = happens(actor.chance, 50);
      return claim(actor, isGenuine ? actor.shop.owner : actor.shop.casual, isGenuine, actor.name);
    },
  },
  { name: 'change hands', weight: 1, perform: changeHands },
  { name: 'forget me', weight: 2, perform: forget },
  { name: 'allow messages', weight: 8, perform: allow },
];
