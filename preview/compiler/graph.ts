import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type AppConfig, type ComponentConfig, usedIds } from '../app';
import { isNpm, resolveComponent, scriptOf } from './resolve';
import type { Warn } from './warnings';

/** A page or component found in the sources. */
export interface SourceComponent {
  /** Path from the root without extension. */
  readonly id: string;
  readonly isPage: boolean;
  /** Not from an npm package. */
  readonly own: boolean;
  /** Its json, with `usingComponents` of `app.json` merged in, all as `/id`. */
  readonly config: ComponentConfig;
  /** Absolute. */
  readonly script: string;
}

/** All that a mini-program's `app.json` leads to. */
export interface SourceApp {
  readonly root: string;
  readonly config: AppConfig;
  readonly components: readonly SourceComponent[];
  readonly script: string;
}

type Json = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

/**
 * Walks from `app.json` over pages, sub-packages and `usingComponents`. What is missing or malformed is warned about
 * and left out.
 * @throws Error when there is no `app.json` or no `app.ts`.
 */
export function readApp(root: string, warn: Warn): SourceApp {
  if (!existsSync(join(root, 'app.json'))) throw new Error(`there is no app.json in ${root}`);
  const script = scriptOf(root, 'app');
  if (!script) throw new Error(`there is no app.ts in ${root}`);
  const app = readJson(root, 'app', warn);
  const config = appConfig(app, warn);
  const shared = resolveAll(root, 'app', namesIn(app['usingComponents']), warn);
  const found = new Map<string, SourceComponent>();
  const waiting = config.pages.map((id) => ({ id, isPage: true }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next.id)) continue;
    const component = readComponent(root, next.id, next.isPage, shared, warn);
    if (!component) continue;
    found.set(next.id, component);
    for (const id of usedIds(component.config)) waiting.push({ id, isPage: false });
  }
  const components = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { root, config, components, script };
}

function readComponent(root: string, id: string, isPage: boolean, shared: Names, warn: Warn) {
  const script = scriptOf(root, id);
  if (!script) warn(id, `${isPage ? 'page' : 'component'} has no script (${id}.ts)`);
  if (!existsSync(join(root, `${id}.wxml`))) warn(id, `${isPage ? 'page' : 'component'} has no template (${id}.wxml)`);
  if (!script) return undefined;
  const json = readJson(root, id, warn);
  if (!isPage && json['component'] !== true) warn(`${id}.json`, 'a component says "component": true');
  const own = !isNpm(id);
  const using = resolveAll(root, id, namesIn(json['usingComponents']), warn);
  const generics = genericsIn(root, id, json['componentGenerics'], warn);
  const config: ComponentConfig = {
    ...omit(json, ['componentPlaceholder']),
    usingComponents: own ? { ...shared, ...using } : using,
    ...(generics ? { componentGenerics: generics } : {}),
  };
  return { id, isPage, own, config, script };
}

function appConfig(app: Json, warn: Warn): AppConfig {
  const packages = (app['subPackages'] ?? app['subpackages'] ?? []) as readonly { root: string; pages: string[] }[];
  const inPackages = packages.flatMap(({ root, pages }) => pages.map((page) => `${root.replace(/\/$/, '')}/${page}`));
  const pages = [...((app['pages'] ?? []) as string[]), ...inPackages];
  const config = { ...app, pages, window: app['window'] ?? {} } as AppConfig;
  for (const { pagePath } of config.tabBar?.list ?? [])
    if (!pages.includes(pagePath)) warn('app.json', `tab bar: page "${pagePath}" is not in pages`);
  return config;
}

function resolveAll(root: string, from: string, names: Names, warn: Warn): Names {
  const resolved = Object.entries(names).flatMap(([tag, value]) => {
    const id = resolveComponent(root, from, value);
    if (!id) warn(`${from}.json`, `component <${tag}> ("${value}") is not found`);
    return id ? [[tag, `/${id}`] as const] : [];
  });
  return Object.fromEntries(resolved);
}

function genericsIn(root: string, from: string, json: unknown, warn: Warn): ComponentConfig['componentGenerics'] {
  if (!json) return undefined;
  const entries = Object.entries(json as Record<string, true | { default?: string }>).map(([name, generic]) => {
    const value = generic === true ? undefined : generic.default;
    const id = value === undefined ? undefined : resolveComponent(root, from, value);
    if (value !== undefined && !id) warn(`${from}.json`, `generic "${name}" ("${value}") is not found`);
    return [name, id === undefined ? true : { default: `/${id}` }] as const;
  });
  return Object.fromEntries(entries);
}

function readJson(root: string, id: string, warn: Warn): Json {
  const path = join(root, `${id}.json`);
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch (error) {
    warn(`${id}.json`, `is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}

function namesIn(json: unknown): Names {
  return (json ?? {}) as Names;
}

function omit(json: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
}
