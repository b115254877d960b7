import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { fileIdOf } from '../emulator/storage/cloud-path';
import type { Action, Input, Output } from '../typings/api';
import type { Answer } from '../typings/answer';
import { demoDeals } from './demo-deals';

/** One call of the contract, as a phone makes it. */
async function call<A extends Action>(url: string, openid: string, action: A, input: Input<A>): Promise<Output<A>> {
  const response = await fetch(`${url}/local/call/api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-openid': openid },
    body: JSON.stringify({ action, input }),
  });
  const { result } = (await response.json()) as { result?: Answer<Output<A>> };
  if (result?.ok) return result.data;
  throw new Error(`demo shop: ${action} by ${openid} was refused: ${JSON.stringify(result)}`);
}

/**
 * Fills a new local cloud with a shop to try: an owner, a manager, a clerk, four buyers, two stores, deals of every
 * mode, and groups that wait for people. Everything goes through the contract with fixed request ids, so that a
 * restart on the same data changes nothing.
 */
export async function seedDemoShop({
  url,
  setUpCode,
}: {
  readonly url: string;
  readonly setUpCode: string;
}): Promise<void> {
  await call(url, 'demo-owner', 'claimShop', { setupCode: setUpCode, merchantName: '团券示范店' });
  const stores = [
    { name: '江边店', address: '江边路 1 号', phone: '010-5555 0101' },
    { name: '车站店', address: '站前街 8 号' },
  ];
  const storeIds: string[] = [];
  for (const [i, store] of stores.entries()) {
    const requestId = `demo-store-${String(i)}`;
    storeIds.push((await call(url, 'demo-owner', 'saveStore', { requestId, store })).storeId);
  }
  await hire(url, 'manager', storeIds, '小林');
  await hire(url, 'clerk', storeIds, '小王');
  for (const [i, nickname] of ['阿青', '大可', '静静', '老周'].entries()) {
    await call(url, `demo-buyer-${String(i + 1)}`, 'saveProfile', { nickname });
  }
  await fillShelf(url);
}

async function hire(
  url: string,
  role: 'manager' | 'clerk',
  storeIds: readonly string[],
  nickname: string,
): Promise<void> {
  const { roles } = await call(url, `demo-${role}`, 'getMe', {});
  if (roles.includes(role)) return;
  const { invitation } = await call(url, 'demo-owner', 'inviteStaff', { requestId: `demo-${role}-1`, role, storeIds });
  await call(url, `demo-${role}`, 'acceptInvitation', { invitation, nickname });
}

/** Puts the deals on sale, the last first, so that the first lies on top; and opens groups of three of them. */
async function fillShelf(url: string): Promise<void> {
  const dealIds = new Map<string, string>();
  for (const { name, codes, deal } of [...demoDeals].reverse()) {
    const picture = await readFile(join(__dirname, 'demo-covers', `${name}.svg`), 'utf8');
    const imageFileIds = [await stored(url, `covers/${name}.svg`, picture)];
    const input = { requestId: `demo-deal-${name}`, deal: { ...deal, imageFileIds } };
    const { dealId } = await call(url, 'demo-owner', 'saveDeal', input);
    dealIds.set(name, dealId);
    const { status } = await call(url, 'demo-owner', 'getDeal', { dealId }).catch(() => ({ status: 'draft' }));
    if (status === 'draft') await call(url, 'demo-owner', 'publishDeal', { dealId });
    if (codes.length > 0) await bringCodes(url, { name, dealId, codes });
  }
  const yoga = { dealId: dealIds.get('yoga') ?? '', quantity: 1 };
  const wash = { dealId: dealIds.get('car-wash') ?? '', quantity: 1 };
  const hotpot = { dealId: dealIds.get('hotpot') ?? '', quantity: 1 };
  for (const [name, offer] of Object.entries({ yoga, hotpot })) {
    const requestId = `demo-group-${name}`;
    const groupId = await buy(url, 'demo-buyer-4', { ...offer, requestId, buy: 'open' });
    await buy(url, 'demo-buyer-3', { ...offer, requestId, buy: 'join', groupId });
  }
  await buy(url, 'demo-buyer-3', { ...wash, requestId: 'demo-group-wash', buy: 'open' });
}

/** The codes of a deal that does not make its own. */
async function bringCodes(
  url: string,
  { name, dealId, codes }: { readonly name: string; readonly dealId: string; readonly codes: readonly string[] },
): Promise<void> {
  const fileId = await stored(url, `codes/${name}.txt`, codes.join('\n'));
  await call(url, 'demo-owner', 'importCodes', { requestId: `demo-codes-${name}`, dealId, fileId });
}

/** A file of the shop, uploaded by the owner unless it is there; gives its file id. */
async function stored(url: string, path: string, body: string): Promise<string> {
  const { ok } = await fetch(`${url}/storage/${path}`);
  if (ok) return fileIdOf(path);
  const response = await fetch(`${url}/local/storage/${path}`, {
    ...{ method: 'PUT', headers: { 'x-openid': 'demo-owner' }, body },
  });
  const { fileId } = (await response.json()) as { fileId?: string };
  if (fileId !== undefined) return fileId;
  throw new Error(`demo shop: the file ${path} was not taken`);
}

/** Orders and pays, unless that was done at an earlier start; gives the order's group. */
async function buy(url: string, openid: string, input: Input<'createOrder'>): Promise<string> {
  const { orderId, groupId = '', payment } = await call(url, openid, 'createOrder', input);
  const { status } = await call(url, openid, 'getOrder', { orderId });
  if (status !== 'pending_payment') return groupId;
  await fetch(`${url}/local/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-openid': openid },
    body: JSON.stringify({ package: payment.package, outcome: 'success' }),
  });
  return groupId;
}
