import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { OwnSource } from './own-sources';

/** Reads the svg of an icon of TDesign by its name; undefined where there is none. */
export type ReadIcon = (name: string) => string | undefined;

/** The icons of tdesign-icons-svg 0.4.0. */
export function iconsIn(nodeModules: string): ReadIcon {
  return (name) => {
    const path = join(nodeModules, 'tdesign-icons-svg/src', `${name}.svg`);
    return /^[a-z0-9-]+$/.test(name) && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
}

/** Icons whose names our code puts together, so that no file holds them in one piece. */
const assembled: readonly string[] = [];

/** Words of TDesign's code that are names of icons as well, and never mean them. */
const words = new Set(
  (
    'add-and-subtract button card circle clear command data enter error focus horizontal https icon image indicator ' +
    'link list load minus move plus qrcode rectangle round tab tag textbox tips upload vertical'
  ).split(' '),
);

const WORD = /(["'])([a-z0-9]+(?:-[a-z0-9]+)*)\1/g;
const ATTRIBUTE = /\b(?:name|icon|[a-z]+-icon)=(["'])(.*?)\1/gs;
const PROPERTY = /\b(?:icon|[a-z]+Icon)\??:\s*(?:[^,;{}\n]*)/g;
const NAMED_ICON = /<t-icon\b[^>]*?\sname=(["'])([a-z0-9-]+)\1/g;

/** The icons that packed files may show by themselves: each word in quotes that names one. */
export function iconsOfTDesign(texts: readonly string[], read: ReadIcon): string[] {
  const found = new Set(texts.flatMap(wordsIn));
  return [...found].filter((word) => !words.has(word) && read(word) !== undefined);
}

/** The icons that our own WXML and TypeScript name. Throws if a `t-icon` names one that does not exist. */
export function iconsOfOurs(sources: readonly OwnSource[], read: ReadIcon): string[] {
  const named = sources.flatMap(({ path, text }) => {
    const missing = [...text.matchAll(NAMED_ICON)].find((match) => read(match[2] ?? '') === undefined);
    if (missing) throw new Error(`${path}: TDesign has no icon "${missing[2] ?? ''}"`);
    return path.endsWith('.wxml') ? attributeWords(text) : path.endsWith('.ts') ? propertyWords(text) : [];
  });
  return [...assembled, ...named.filter((word) => read(word) !== undefined)];
}

function attributeWords(wxml: string): string[] {
  return [...wxml.matchAll(ATTRIBUTE)].flatMap((match) => {
    const value = match[2] ?? '';
    return value.includes('{{') ? wordsIn(value) : [value];
  });
}

function propertyWords(script: string): string[] {
  return [...script.matchAll(PROPERTY)].flatMap((match) => wordsIn(match[0]));
}

function wordsIn(text: string): string[] {
  return [...text.matchAll(WORD)].map((match) => match[2] ?? '');
}

const rule = (name: string, svg: string): string => `.t-icon-${name}{--t-icon:url("${dataUri(svg)}");}`;

/** TDesign's rules for icons, drawing these from within instead of by a font that would have to be downloaded. */
export function iconStyles(wxss: string, names: readonly string[], read: ReadIcon): string {
  const kept = wxss
    .replace(/@font-face\{[^}]*\}\s*/g, '')
    .replace(/\.t-icon-[a-z0-9-]+:before\{[^}]*\}\s*/g, '')
    .replace(/\.t-icon\{font-family:[^}]*\}\s*/g, '');
  const sorted = [...new Set(names)].sort();
  const rules = sorted.map((name) => rule(name, read(name) ?? ''));
  return [kept.trimEnd(), DRAWN, ...rules, ''].join('\n');
}

/** `-webkit-mask` is for webviews older than Chrome 120 and Safari 15.4. */
const DRAWN =
  ".t-icon-base:before{content:'';display:block;width:1em;height:1em;background-color:currentColor;" +
  '-webkit-mask:var(--t-icon) center/100% 100% no-repeat;mask:var(--t-icon) center/100% 100% no-repeat;}';

/** In a mask only what is opaque counts: paths without colour and names of shapes say nothing. */
function dataUri(svg: string): string {
  const drawing = svg
    .replace(/<path\b[^>]*fill="transparent"[^>]*?(\/>|><\/path>)/g, (path) => (path.includes('stroke=') ? path : ''))
    .replace(/^<svg\b[^>]*>/, (root) => root.replace(/ (?:class|width|height)="[^"]*"/g, ''))
    .replace(/ id="[^"]*"/g, '')
    .replace(/view-box=/g, 'viewBox=')
    .replace(/currentColor/g, '#000')
    .replace(/"/g, "'");
  return `data:image/svg+xml,${drawing.replace(/[%#<>]/g, (sign) => encodeURIComponent(sign))}`;
}
