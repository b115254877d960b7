/** Somebody with a phone on the desk. */
export interface Person {
  readonly openid: string;
  readonly name: string;
  /** What they are here for. */
  readonly role: string;
  /** Where the phone begins: a page of the mini-program, else the group chat. */
  readonly path?: string;
  /** Who also works at a computer can see the pages as WeChat for PC shows them. */
  readonly hasComputer?: boolean;
}

const demoShop: readonly Person[] = [
  { openid: 'demo-buyer-1', name: '阿青', role: '买家', path: 'pages/deals/deals' },
  { openid: 'demo-buyer-2', name: '大可', role: '买家' },
  { openid: 'demo-clerk', name: '小王', role: '店员', path: 'clerk/pages/scan/scan' },
  { openid: 'demo-owner', name: '店主', role: '管店', path: 'merchant/pages/shop/shop', hasComputer: true },
];

const newShop: readonly Person[] = [
  { openid: 'owner', name: '店主', role: '管店', path: 'merchant/pages/shop/shop', hasComputer: true },
  { openid: 'clerk', name: '店员', role: '核销', path: 'pages/me/me' },
  { openid: 'buyer-1', name: '买家一', role: '开团', path: 'pages/deals/deals' },
  { openid: 'buyer-2', name: '买家二', role: '参团' },
];

/** Whose phones lie on the desk, and others that are met in the log. */
export function peopleOf(shop: string | undefined): readonly Person[] {
  return shop === 'demo' ? demoShop : newShop;
}

const others: Readonly<Record<string, string>> = {
  'demo-manager': '小林',
  'demo-buyer-3': '静静',
  'demo-buyer-4': '老周',
  'demo-operator': '平台',
};

/** What a person is called on the desk; who is not known by name keeps the openid. */
export function nameOf(people: readonly Person[], openid: string): string {
  return people.find((person) => person.openid === openid)?.name ?? others[openid] ?? openid;
}

/** Where a person's phone is served. */
export function phoneUrl({ openid, path }: Person): string {
  const query = new URLSearchParams(path === undefined ? { openid, chat: '1' } : { openid, path });
  return `/phone?${query.toString()}`;
}
