/** A page's address taken apart: `/pages/deal/deal?dealId=D1` → route `pages/deal/deal`, query `{ dealId: 'D1' }`. */
export interface PageUrl {
  readonly route: string;
  /** Values as they were written, not decoded. */
  readonly query: Readonly<Record<string, string>>;
  /** Route and query as they were written. */
  readonly text: string;
}

/** Takes a page's address apart; without a leading `/` it is relative to the page `from` (a route). */
export function parsePageUrl(url: string, from = ''): PageUrl {
  const [path = '', ...rest] = url.split('#')[0]?.split('?') ?? [];
  const search = rest.join('?');
  const route = path.startsWith('/') || from === '' ? path.replace(/^\//, '') : joinPath(from, path);
  const pairs = search.split('&').filter((pair) => pair !== '');
  const query = Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.replace(/^[^=]*=?/, '')]));
  const text = search === '' ? route : `${route}?${search}`;
  return { route: route.replace(/\.html$/, ''), query, text };
}

/** Where the browser finds a picture that a page or component (its id) names: in the mini-program, the cloud, as is. */
export function pictureUrl(src: string, from: string): string {
  if (src.startsWith('cloud://')) return `/preview/file?id=${encodeURIComponent(src)}`;
  if (src === '' || /^[a-z][a-z\d+.-]*:/i.test(src) || /^\/(?:local|preview)\//.test(src)) return src;
  return `/preview/assets/files/${src.startsWith('/') ? src.slice(1) : joinPath(from, src)}`;
}

function joinPath(from: string, path: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
