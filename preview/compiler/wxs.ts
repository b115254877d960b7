import { posix } from 'node:path';

/** Relative modules that a wxs source requires, as written. */
export function requiredModules(source: string): string[] {
  return [...source.matchAll(/\brequire\(\s*(['"])([^'"]+)\1\s*\)/g)].map((match) => match[2] ?? '');
}

/** The path without extension of the module that `value` means in the module `from` (a path without extension). */
export function resolveModule(from: string, value: string): string {
  const path = value.startsWith('/') ? value.slice(1) : posix.join(posix.dirname(from), value);
  return path.replace(/\.wxs$/, '');
}

/**
 * WXS as JavaScript. WXS is not JavaScript in three places (developers.weixin.qq.com, reference/wxs, 2026-11-22):
 * a value's `constructor` is a text ('Array'), backslashes in the text of `getRegExp` are the expression's own, and
 * modules are required with their extension. `wxsConstructor` is defined by the phone.
 */
export function wxsToScript(source: string): string {
  return source
    .replace(/\.constructor\b/g, '.wxsConstructor')
    .replace(/(\brequire\(\s*['"][^'"]+?)\.wxs(['"])/g, '$1$2')
    .replace(/(\bgetRegExp\(\s*)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g, (_, call: string, text: string) => {
      return call + text.replace(/\\(.)/g, (escape, char: string) => (char === '\\' ? escape : `\\${escape}`));
    });
}

/** ES6 in own wxs, which WeChat refuses: the first word of it that is found. */
export function newerSyntax(source: string): string | undefined {
  const code = source.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '""');
  return /\b(?:let|const|class)\s+\w|=>|`|\.\.\./.exec(code)?.[0];
}
