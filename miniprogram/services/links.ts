/** What opens a page: its own query, or that of a mini-program code (`scene`) or of an ordinary link (`q`). */
export type PageQuery = Readonly<Record<string, string | undefined>>;

type Place = readonly [path: string, ...fields: readonly string[]];

const places = {
  deals: ['/pages/deals/deals'],
  deal: ['/pages/deal/deal', 'dealId'],
  checkout: ['/pages/checkout/checkout', 'dealId', 'buy', 'groupId'],
  group: ['/pages/group/group', 'groupId'],
  orders: ['/pages/orders/orders'],
  order: ['/pages/order/order', 'orderId'],
  voucher: ['/pages/voucher/voucher', 'voucherId'],
  me: ['/pages/me/me', 'invitation'],
  scan: ['/clerk/pages/scan/scan'],
  redemptions: ['/clerk/pages/redemptions/redemptions'],
  shop: ['/merchant/pages/shop/shop'],
  merchantDeals: ['/merchant/pages/deals/deals'],
  merchantDeal: ['/merchant/pages/deal/deal', 'dealId'],
  merchantOrders: ['/merchant/pages/orders/orders', 'dealId'],
  merchantOrder: ['/merchant/pages/order/order', 'orderId'],
  staff: ['/merchant/pages/staff/staff'],
  stores: ['/merchant/pages/stores/stores'],
  commissions: ['/merchant/pages/commissions/commissions'],
  report: ['/merchant/pages/report/report'],
  figures: ['/figures/pages/figures/figures'],
} as const satisfies Readonly<Record<string, Place>>;

/** A page of the mini-program that another one leads to. */
export type PageName = keyof typeof places;

/** The path of a page with what it is about. */
export function pathOf(page: PageName, about: PageQuery = {}): string {
  const [path, ...fields] = places[page] as Place;
  const query = fields.flatMap((field) => (about[field] ? [`${field}=${encodeURIComponent(about[field])}`] : []));
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

const tabs: readonly PageName[] = ['deals', 'orders', 'me'];

/** Pages that WeChat keeps open at most (wx.navigateTo, read 2026-11-22). */
const PAGES_MAX = 10;

/**
 * Goes to a page: the tabs by switching, back where the same page is open below this one, everything else on top of
 * what is open. Where no more pages fit, it takes the place of this one.
 */
export function open(page: PageName, about: PageQuery = {}): void {
  const url = pathOf(page, about);
  if (tabs.includes(page)) {
    void wx.switchTab({ url });
    return;
  }
  const opened = getCurrentPages();
  const below = opened.slice(0, -1).reverse();
  const found = below.findIndex((each) => isAbout(each, page, about));
  if (found >= 0) void wx.navigateBack({ delta: found + 1 });
  else if (opened.length >= PAGES_MAX) void wx.redirectTo({ url });
  else void wx.navigateTo({ url });
}

/** Whether this is the page, and about the same. */
function isAbout(opened: WechatMiniprogram.Page.TrivialInstance, page: PageName, about: PageQuery): boolean {
  const [path, ...fields] = places[page] as Place;
  return (
    `/${opened.route}` === path && fields.every((field) => fieldOf(opened.options, field) === (about[field] ?? ''))
  );
}

/** Goes to a page in place of this one, so that "back" does not lead here again. */
export function replaceBy(page: PageName, about: PageQuery = {}): void {
  void wx.redirectTo({ url: pathOf(page, about) });
}

/**
 * What a page is about, however it was opened: by a link of ours, by the scene of a mini-program code
 * (`dealId=…`, encoded; wxacode.getUnlimited, read 2026-11-22), or by a link that WeChat's own scanner read (`q`).
 */
export function fieldOf(query: PageQuery, field: string): string {
  const own = query[field];
  if (own !== undefined) return decoded(own);
  return valueIn(decoded(query.scene ?? ''), field) ?? valueIn(decoded(query.q ?? '').split('?')[1] ?? '', field) ?? '';
}

function valueIn(pairs: string, field: string): string | undefined {
  const pair = pairs.split('&').find((each) => each.startsWith(`${field}=`));
  return pair === undefined ? undefined : decoded(pair.slice(field.length + 1));
}

/** Text that is not well encoded is taken as it is: the server then says that it knows no such thing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
