/** What a scanned text is for WeChat. */
export type Meaning =
  | { readonly kind: 'page'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string }
  | { readonly kind: 'text' };

/**
 * Links that open a page when WeChat itself scans them (扫普通链接二维码打开小程序, 2026-11-22); the page gets the whole
 * link, encoded, as `q`. The prefix is that of the local cloud's vouchers.
 */
export const links = [{ prefix: 'https://q.tuanquan.example/v/', page: 'clerk/pages/scan/scan' }] as const;

/** What a scanned text means: a mini-program code (here the path of one of its pages), a link of ours, or any text. */
export function meaningOf(text: string, pages: readonly string[]): Meaning {
  const [route = ''] = text.split('?');
  if (pages.includes(route)) return { kind: 'page', path: text };
  const link = links.find(({ prefix }) => text.startsWith(prefix));
  return link ? { kind: 'link', path: `${link.page}?q=${encodeURIComponent(text)}` } : { kind: 'text' };
}
