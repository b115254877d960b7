/** A number with a unit, not inside a word or a `url(…)`. */
const LENGTH = /url\([^)]*\)|(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|[sld]?vh)\b/gi;
const SAFE_AREA = /\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/g;

/**
 * A WXSS value as the phone's CSS needs it: `rpx` is a 750th of the window's width, `vh` a hundredth of the page's
 * height and not of the phone's, safe areas come from the phone.
 */
export function convertValue(value: string): string {
  return value
    .replace(LENGTH, (whole: string, number?: string, unit?: string) => {
      if (number === undefined || unit === undefined) return whole;
      return unit.toLowerCase() === 'rpx' ? `calc(var(--rpx) * ${number})` : `${number}cqh`;
    })
    .replace(SAFE_AREA, 'var(--safe-$1)');
}
