/**
 * TDesign measures in rpx, of which the width of a window has 750: on a window of 1280 px everything is 3.4 times too
 * large. Its drawings are for 375 px, so 2 rpx are 1 px.
 */
export function inPixels(path: string, text: string): string {
  const literal = text.replace(/(\d*\.?\d+)rpx\b/g, (_, rpx: string) => `${Number(rpx) / 2}px`);
  const computed = /\.(js|wxs)$/.test(path) ? literal.replace(/\$\{([\w.]+)\}rpx\b/g, '${$1/2}px') : literal;
  const exact = (computing[path] ?? []).reduce((each, [from, to]) => each.replaceAll(from, to), computed);
  if (/rpx/.test(exact) && !mayMentionRpx.has(path))
    throw new Error(`${path}: say in scripts/pack/pixels.ts how its rpx become px`);
  return exact;
}

/** Where TDesign 1.16.0 computes in rpx. */
const computing: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'tdesign-miniprogram/common/utils.js': [['Math.floor(systemInfo.windowWidth*e/750)', 'Math.floor(e/2)']],
  'tdesign-miniprogram/image-viewer/image-viewer.js': [
    ['2*e+"rpx"', 'e+"px"'],
    ['2*t+"rpx"', 't+"px"'],
    ['*2+"rpx"', '+"px"'],
  ],
  'tdesign-miniprogram/message-item/message-item.wxs': [["item + 'rpx'", "item / 2 + 'px'"]],
};

/** Files that understand sizes in rpx when they are given some, or only say the word. */
const mayMentionRpx: ReadonlySet<string> = new Set([
  'tdesign-miniprogram/common/utils.js',
  'tdesign-miniprogram/badge/badge.wxs',
  'tdesign-miniprogram/avatar/avatar.wxs',
]);
