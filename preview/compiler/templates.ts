import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { TmplGroup } from 'glass-easel-template-compiler';

import { checkTemplate, warnOfRemote } from './check-template';
import type { SourceApp, SourceComponent } from './graph';
import { isNpm } from './resolve';
import type { Warn } from './warnings';
import { newerSyntax, requiredModules, resolveModule, wxsToScript } from './wxs';

/** What the template compiler finds wrong; lines and columns count from 0 (glass-easel-template-compiler 1.1.0). */
interface TemplateProblem {
  readonly isError: boolean;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

/**
 * What the phone puts in place of the engine's two hooks for wxs functions, and the globals of wxs. `wxs` is imported
 * by the generated entry; `Q` is the name that glass-easel-template-compiler 1.1.0 gives its runtime.
 */
const WXS_RUNTIME = 'var getRegExp=wxs.getRegExp,getDate=wxs.getDate;Q.A=wxs.watchProperty;Q.C=wxs.callListener;';

/**
 * Compiles all templates and wxs of the app, and the built-ins' own from `builtins`. Gives a JavaScript expression
 * whose value maps ids to templates, in a scope that has `wxs`.
 */
export function compileTemplates(app: SourceApp, builtins: string, warn: Warn): string {
  const group = new TmplGroup();
  try {
    group.setExtraRuntimeScript(WXS_RUNTIME);
    const seen = new Set<string>();
    for (const component of app.components) addTemplate(group, app.root, component, seen, warn);
    for (const { id, source } of builtinTemplates(builtins)) {
      for (const problem of problemsOf(group, id, source)) warn(`preview/${id}.wxml`, place(problem));
    }
    return group.getTmplGenObjectGroups();
  } finally {
    group.free();
  }
}

function addTemplate(group: TmplGroup, root: string, component: SourceComponent, seen: Set<string>, warn: Warn): void {
  const waiting = [component.id];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const file = `${id}.wxml`;
    const source = readSource(root, file);
    if (source === undefined) {
      if (id !== component.id) warn(`${component.id}.wxml`, `template "${file}" is not found`);
      continue;
    }
    warnOfRemote(file, source, warn);
    if (!isNpm(id)) checkTemplate(root, file, source, component, warn);
    if (seen.has(id)) continue;
    seen.add(id);
    for (const problem of problemsOf(group, id, source)) if (!isNpm(id) || problem.isError) warn(file, place(problem));
    for (const name of texts(group.getInlineScriptModuleNames(id))) {
      const script = group.getInlineScript(id, name);
      group.setInlineScript(id, name, wxsToScript(script));
      for (const value of requiredModules(script)) addModule(group, root, resolveModule(id, value), file, seen, warn);
      warnOfNewerSyntax(file, script, warn);
    }
    for (const module of texts(group.getScriptDependencies(id))) addModule(group, root, module, file, seen, warn);
    waiting.push(...texts(group.getDirectDependencies(id)));
  }
}

function addModule(group: TmplGroup, root: string, id: string, from: string, seen: Set<string>, warn: Warn): void {
  const file = `${id}.wxs`;
  if (seen.has(file)) return;
  seen.add(file);
  const source = readSource(root, file);
  if (source === undefined) {
    warn(from, `wxs "${file}" is not found`);
    return;
  }
  group.addScript(id, wxsToScript(source));
  warnOfNewerSyntax(file, source, warn);
  for (const value of requiredModules(source)) addModule(group, root, resolveModule(id, value), file, seen, warn);
}

function warnOfNewerSyntax(file: string, source: string, warn: Warn): void {
  const found = isNpm(file) ? undefined : newerSyntax(source);
  if (found) warn(file, `wxs is ES5: "${found}"`);
}

function builtinTemplates(folder: string): { id: string; source: string }[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.wxml')) : [];
  return files.map((file) => ({
    id: `builtins/${basename(file, '.wxml')}`,
    source: readFileSync(join(folder, file), 'utf8'),
  }));
}

function problemsOf(group: TmplGroup, id: string, source: string): readonly TemplateProblem[] {
  return (group.addTmpl(id, source) ?? []) as readonly TemplateProblem[];
}

function place({ message, startLine, startColumn }: TemplateProblem): string {
  return `${startLine + 1}:${startColumn + 1} ${message}`;
}

/** The compiler's declarations say `any`. */
function texts(list: readonly unknown[]): string[] {
  return list.map(String);
}

function readSource(root: string, file: string): string | undefined {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
