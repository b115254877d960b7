/** One opening tag of a template; `line` counts from 1. Attributes without a value have an empty one. */
export interface WxmlTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
}

const TAG = /<([A-Za-z][\w.-]*)/y;
const ATTRIBUTE = /\s*([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/y;
/** What may hold a `<` without opening a tag: comments, scripts, expressions in text. */
const SKIPPED = [/<!--[^]*?(?:-->|$)/y, /\{\{[^]*?(?:\}\}|$)/y];
const SCRIPT_END = '</wxs>';

/** All opening tags of a template in their order, none inside `<wxs>`. Tolerates what the template compiler reports. */
export function tagsIn(source: string): WxmlTag[] {
  const tags: WxmlTag[] = [];
  let at = 0;
  while (at < source.length) {
    const skipped = SKIPPED.map((pattern) => matchAt(pattern, source, at)).find((match) => match);
    const opening = skipped ? undefined : matchAt(TAG, source, at);
    if (!opening) {
      at += skipped ? skipped[0].length : 1;
      continue;
    }
    const name = opening[1] ?? '';
    const { attributes, end } = readAttributes(source, at + opening[0].length);
    tags.push({ name, attributes, line: lineAt(source, at) });
    at = name === 'wxs' && source[end - 2] !== '/' ? scriptEnd(source, end) : end;
  }
  return tags;
}

function readAttributes(source: string, start: number) {
  const attributes = new Map<string, string>();
  let at = start;
  for (let match = matchAt(ATTRIBUTE, source, at); match; match = matchAt(ATTRIBUTE, source, at)) {
    attributes.set(match[1] ?? '', (match[2] ?? '').replace(/^["']|["']$/g, ''));
    at += match[0].length;
  }
  const close = source.indexOf('>', at);
  return { attributes, end: close < 0 ? source.length : close + 1 };
}

function scriptEnd(source: string, start: number): number {
  const end = source.indexOf(SCRIPT_END, start);
  return end < 0 ? source.length : end + SCRIPT_END.length;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function lineAt(source: string, at: number): number {
  return source.slice(0, at).split('\n').length;
}
