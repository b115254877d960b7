import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { type AtRule, type Container, type Document, parse, type Root } from 'postcss';

import type { ComponentConfig } from '../app';
import type { SourceApp, SourceComponent } from './graph';
import { convertSelector, type StyleTarget } from './selectors';
import { convertValue } from './values';
import type { Warn } from './warnings';

/** At-rules that name something for the whole document, and that `@scope` may not hold. */
const HOISTED = /^(?:-webkit-)?(?:keyframes|font-face|property)$/;

/** The styles of the whole app in the order of their weight: the app's own, components', pages'. */
export function compileStyles(app: SourceApp, scopes: ReadonlyMap<string, string>, warn: Warn): string {
  const ofComponents = app.components.filter(({ isPage }) => !isPage);
  const ofPages = app.components.filter(({ isPage }) => isPage);
  const sheet = (id: string, target: StyleTarget, scope: string) =>
    scoped(readSheet(app.root, id, target, warn), scope);
  return [
    sheet('app', { kind: 'shared' }, 'wx-page'),
    ...ofComponents.map(({ id }) => sheet(id, targetOf(scopes.get(id)), 'wx-page')),
    ...ofPages.map(({ id }) => sheet(id, { kind: 'page' }, `wx-page[is="${id}"]`)),
  ].join('');
}

/**
 * A style scope for every component whose styles are its own, by id. Readable: the component's last name, numbered
 * where two share it.
 */
export function nameScopes(components: readonly SourceComponent[]): Map<string, string> {
  const scopes = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const { id, isPage, config } of components) {
    if (isPage || isShared(config)) continue;
    const name = posix.basename(id) === 'index' ? posix.basename(posix.dirname(id)) : posix.basename(id);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    scopes.set(id, count === 1 ? name : `${name}-${count}`);
  }
  return scopes;
}

/** Plain CSS of the preview itself, with its imports in place. */
export function readPlainStyles(file: string): string {
  if (!existsSync(file)) return '';
  const css = parse(readFileSync(file, 'utf8'), { from: file });
  css.walkAtRules('import', (rule) => {
    rule.replaceWith(parse(readPlainStyles(join(file, '..', importedPath(rule)))));
  });
  return css.toString();
}

function isShared(config: ComponentConfig): boolean {
  return config.styleIsolation === 'shared' || config.styleIsolation === 'page-shared';
}

function targetOf(scope: string | undefined): StyleTarget {
  return scope === undefined ? { kind: 'shared' } : { kind: 'component', scope };
}

function readSheet(root: string, id: string, target: StyleTarget, warn: Warn): Root {
  const sheet = inlineImports(root, `${id}.wxss`, [], warn);
  sheet.walkRules((rule) => {
    if (!isKeyframes(rule.parent)) rule.selector = convertSelector(rule.selector, target);
  });
  sheet.walkDecls((declaration) => {
    declaration.value = convertValue(declaration.value);
    if (/url\(\s*['"]?(?:https?:)?\/\//i.test(declaration.value))
      warn(`${id}.wxss`, `remote address in ${declaration.prop}: ${declaration.value.slice(0, 80)}`);
  });
  return sheet;
}

/** The rules of a sheet and of what it imports, in order; a sheet that imports itself is taken once. */
function inlineImports(root: string, file: string, within: readonly string[], warn: Warn): Root {
  const path = join(root, file);
  const sheet = parseSheet(path, file, warn);
  sheet.walkAtRules('import', (rule) => {
    const value = importedPath(rule);
    const target = value.startsWith('/') ? value.slice(1) : posix.join(posix.dirname(file), value);
    const isFound = existsSync(join(root, target));
    if (!isFound) warn(file, `@import "${value}" is not found`);
    if (!isFound || [...within, file].includes(target)) rule.remove();
    else rule.replaceWith(inlineImports(root, target, [...within, file], warn).nodes);
  });
  return sheet;
}

function parseSheet(path: string, file: string, warn: Warn): Root {
  if (!existsSync(path)) return parse('');
  try {
    return parse(readFileSync(path, 'utf8'), { from: path });
  } catch (error) {
    warn(file, error instanceof Error ? error.message.slice(error.message.lastIndexOf(`${file}:`)) : String(error));
    return parse('');
  }
}

function scoped(sheet: Root, scope: string): string {
  const hoisted: string[] = [];
  sheet.walkAtRules(HOISTED, (rule) => {
    hoisted.push(`${rule.toString()}\n`);
    rule.remove();
  });
  const rules = sheet.toString().trim();
  return hoisted.join('') + (rules === '' ? '' : `@scope (${scope}) {\n${rules}\n}\n`);
}

function importedPath(rule: AtRule): string {
  return /^(?:url\()?\s*['"]?([^'")]+)/.exec(rule.params)?.[1]?.trim() ?? '';
}

function isKeyframes(parent: Container | Document | undefined): boolean {
  return parent?.type === 'atrule' && 'name' in parent && String(parent.name).endsWith('keyframes');
}
