const RPX = /(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))rpx\b/g;

/** Inline styles that a script or template makes: `rpx` is a 750th of the window's width, as in style sheets. */
export function withPixels(style: string): string {
  return style.replace(RPX, 'calc(var(--rpx) * $1)');
}
