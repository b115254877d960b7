import { DAY, MINUTE } from '../story/cloud-driver';
import { aDeal, buy, id, order, ordering, OWNER } from '../story/shop';
import { someone } from './buying';
import type { Counter, Drive } from './drive';

/** How many codes the rows' deals have: far more than few. */
const MANY = 100;

let series = 0;

/** The request to bring so many codes along for a deal, in a file that a phone has uploaded. */
async function file(shop: Counter, dealId: string, count: number) {
  series += 1;
  const lines = Array.from({ length: count }, (_, i) => `CODE-${String(series)}-${String(i)}`);
  const path = `${shop.url}/local/storage/codes/${String(series)}.txt`;
  const response = await fetch(path, { method: 'PUT', headers: { 'x-openid': OWNER }, body: lines.join('\n') });
  return { requestId: id(), dealId, fileId: ((await response.json()) as { fileId: string }).fileId };
}

async function draft(shop: Counter): Promise<string> {
  const deal = aDeal({ codeSource: 'imported', unitsPerOrderMax: 50 });
  return (await shop.do(OWNER, 'saveDeal', { requestId: id(), deal })).dealId;
}

/** A deal on the shelf with codes of its merchant's. */
async function onSale(shop: Counter, count = MANY): Promise<string> {
  const dealId = await draft(shop);
  await shop.do(OWNER, 'importCodes', await file(shop, dealId, count));
  await shop.do(OWNER, 'publishDeal', { dealId });
  return dealId;
}

/** Moves the clock while no timer runs, so that what fell due is still to be done. */
async function passed(shop: Counter, ms: number): Promise<void> {
  await shop.faults({ match: {}, kind: 'timer-skip' });
  await shop.advance(ms);
  await shop.faults();
}

const measureExpire = (shop: Counter): Promise<void> => shop.measure(() => shop.timer('expire'), 'expire');

/** The rows of codes that merchants bring along. */
export const importing: Readonly<Record<string, Drive>> = {
  'importCodes · up to 500 codes': async (shop) => {
    const input = await file(shop, await draft(shop), 500);
    await shop.measure(() => shop.do(OWNER, 'importCodes', input));
  },
  'importCodes · 1,500 codes': async (shop) => {
    const input = await file(shop, await draft(shop), 1500);
    await shop.measure(() => shop.do(OWNER, 'importCodes', input));
  },
  'importCodes · same request again': async (shop) => {
    const input = await file(shop, await draft(shop), 5);
    await shop.do(OWNER, 'importCodes', input);
    await shop.measure(() => shop.do(OWNER, 'importCodes', input));
  },
  'importCodes · refused: no file': async (shop) => {
    const input = { requestId: id(), dealId: await draft(shop), fileId: 'cloud://local-env.bucket/none' };
    await shop.measure(() => shop.refusal(OWNER, 'importCodes', input));
  },
  'createOrder · alone, of imported codes': async (shop) => {
    const dealId = await onSale(shop, 1000);
    await shop.measure(() => order(shop, someone(), { dealId, buy: 'alone' }));
  },
  'createOrder · alone, of the last imported codes': async (shop) => {
    const dealId = await onSale(shop, 50);
    await shop.measure(() => order(shop, someone(), { dealId, buy: 'alone', quantity: 50 }));
  },
  'createOrder · of imported codes, after its first try died before the insert': async (shop) => {
    const openid = someone();
    const input = ordering({ dealId: await onSale(shop), buy: 'alone' });
    await shop.faults({ match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'die-before' });
    await shop.call(openid, 'api', { action: 'createOrder', input });
    await shop.faults();
    await shop.measure(() => shop.do(openid, 'createOrder', input));
  },
  'expire · closes one order of imported codes': async (shop) => {
    await shop.advance(2 * DAY);
    await order(shop, someone(), { dealId: await onSale(shop), buy: 'alone' });
    await passed(shop, 6 * MINUTE);
    await measureExpire(shop);
  },
  'expire · one group of imported codes fails': async (shop) => {
    await shop.advance(2 * DAY);
    await buy(shop, someone(), { dealId: await onSale(shop), buy: 'open' });
    await shop.advance(DAY - MINUTE);
    await passed(shop, 2 * MINUTE);
    await measureExpire(shop);
  },
  'expire · sweeps the stock of one deal of imported codes': async (shop) => {
    await shop.advance(2 * DAY);
    await buy(shop, someone(), { dealId: await onSale(shop), buy: 'alone' });
    await passed(shop, 10 * MINUTE);
    await measureExpire(shop);
  },
};
