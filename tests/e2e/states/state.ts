import type { Driver } from '../../story/cloud-driver';
import type { Phone } from '../support/phone';

/** Who looks, and at which page with its query; without a page, at the chat. */
export interface Look {
  readonly openid: string;
  readonly path?: string;
  /** What is done on the phone first. It is done anew on every screen, so it must be possible again. */
  readonly first?: (phone: Phone) => Promise<void>;
}

/** A page of the mini-program in one of its states: how the cloud gets there, who looks, and what is to be seen. */
export interface PageState {
  /** `page/state`, as its pictures are named. */
  readonly name: string;
  /** Where it starts from; the demo shop unless said otherwise. */
  readonly shop?: 'demo' | 'empty';
  readonly reach: (cloud: Driver) => Promise<Look>;
  /** What only this state says. */
  readonly sees: string | RegExp;
  /** Also looked at as WeChat for PC shows it. */
  readonly onComputer?: boolean;
}

let people = 0;

/** Somebody who has never been here, with a nickname. */
export async function somebody(cloud: Driver, nickname = '小满'): Promise<string> {
  people += 1;
  const openid = `passer-by-${String(people)}`;
  await cloud.do(openid, 'saveProfile', { nickname });
  return openid;
}

/** The id of the deal of the demo shop whose title begins so. */
export async function dealCalled(cloud: Driver, title: string): Promise<string> {
  const { items } = await cloud.do('demo-owner', 'listMerchantDeals', { limit: 100 });
  const found = items.find((deal) => deal.title.startsWith(title));
  if (!found) throw new Error(`the demo shop has no deal called ${title}`);
  return found.dealId;
}
