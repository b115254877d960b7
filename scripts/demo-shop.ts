import type { Action, Input, Output } from '../typings/api';
import type { Answer } from '../typings/answer';
import type { DealInput } from '../typings/deal';

/** A deal that the demo shop sells; the rest of its rules are the same for all. */
type DemoDeal = Pick<DealInput, 'title' | 'description' | 'mode'> & Partial<DealInput>;

const deals: readonly DemoDeal[] = [
  {
    mode: 'share',
    title: '精致洗车 双人团',
    description: '外观精洗、内饰吸尘，约 40 分钟。',
    groupPriceFen: 2990,
    groupSize: 2,
  },
  {
    mode: 'share',
    title: '瑜伽体验课 三人团',
    description: '60 分钟小班课，含垫子。',
    groupPriceFen: 5800,
    groupSize: 3,
  },
  {
    mode: 'alone',
    title: '工作日午餐套餐',
    description: '一荤两素一汤，周一至周五可用。',
    alonePriceFen: 3600,
    excludedWeekdays: [6, 7],
  },
];

const rules: Omit<DealInput, 'title' | 'description' | 'mode'> = {
  ...{ imageFileIds: [], alonePriceFen: 6800, stock: 200, unitsPerOrderMax: 10, usesPerVoucher: 1 },
  ...{ validity: { days: 60 }, codeSource: 'generated' },
};

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
 * Fills a new local cloud with a shop to try: an owner, a manager, a clerk, four buyers, two stores and deals on sale.
 * Everything goes through the contract with fixed request ids, so that a restart on the same data changes nothing.
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
  for (const [i, deal] of deals.entries()) {
    const requestId = `demo-deal-${String(i)}`;
    const { dealId } = await call(url, 'demo-owner', 'saveDeal', { requestId, deal: { ...rules, ...deal } });
    const { status } = await call(url, 'demo-owner', 'getDeal', { dealId }).catch(() => ({ status: 'draft' }));
    if (status === 'draft') await call(url, 'demo-owner', 'publishDeal', { dealId });
  }
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
