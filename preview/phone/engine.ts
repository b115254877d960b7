import {
  addGlobalErrorListener,
  addGlobalWarningListener,
  Component,
  globalOptions,
  type GeneralComponent,
  type template,
} from 'glass-easel';
import { type AssociatedBackend, type CodeSpace, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';

import type { CompiledApp } from '../app';
import { mirrorNodes, PhoneBackend } from './backend';
import type { InstallEvents } from './host';
import type { Journal } from './journal';
import { loader } from './load';
import { openReadyQueue, type ReadyQueue } from './ready';

/** glass-easel with one mini-program in it. */
export interface Engine {
  readonly space: CodeSpace;
  readonly associated: AssociatedBackend;
  readonly backend: PhoneBackend;
  readonly ready: ReadyQueue;
  /** Runs the scripts of a page and of all that it uses, unless they have run. */
  readonly load: (id: string) => void;
}

/** Where the engine draws and writes down, and who listens to the browser for it. */
export interface EngineParts {
  readonly screen: HTMLElement;
  readonly journal: Journal;
  readonly installEvents: InstallEvents;
}

type Template = template.ComponentTemplate;
type StaticConfig = Parameters<CodeSpace['addComponentStaticConfig']>[1];

/** A component of a package names a related one that the app does not use and therefore does not contain. */
const UNUSED_RELATION = /^the target of relation .* is not a valid .*miniprogram_npm\//;

/** A page's styles are plain, also where `Component()` makes it (developers.weixin.qq.com, Component, 2026-11-22). */
const PAGE_STYLES = { styleIsolation: 'shared' };

/** Starts glass-easel, knowing the app's configurations and templates; no script has run yet. */
export function openEngine(app: CompiledApp, { screen, journal, installEvents }: EngineParts): Engine {
  globalOptions.writeFieldsToNode = false;
  mirrorNodes();
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  const ready = openReadyQueue();
  watchAttached(space, (component) => ready.add(component));
  for (const { id, config, scope } of app.components) {
    const isPage = app.config.pages.includes(id);
    space.addComponentStaticConfig(id, (isPage ? { ...config, ...PAGE_STYLES } : config) as unknown as StaticConfig);
    if (scope !== undefined) space.addStyleSheet(id, undefined, scope);
    const compiled = templateOf(app, id);
    if (compiled) space.addCompiledTemplate(id, compiled);
  }
  const backend = new PhoneBackend(screen, installEvents);
  return { space, backend, ready, associated: env.associateBackend(backend), load: loader(app, space, journal) };
}

/** The compiled template of a component or of a built-in (`builtins/<tag>`). */
export function templateOf(app: CompiledApp, id: string): Template | undefined {
  const groups = app.templates as NonNullable<Template['groupList']>;
  const content = groups[id];
  return content && { groupList: groups, content };
}

/** Errors and warnings of the engine go into the journal; errors also to `onError`. */
export function watchEngine(journal: Journal, onError: (error: Error) => void): void {
  addGlobalErrorListener((error, method, component) => {
    const failure = error instanceof Error ? error : new Error(String(error));
    journal.add('error', `${nameOf(component)}${method ?? ''}: ${failure.message}`, failure);
    onError(failure);
  });
  addGlobalWarningListener((message, component) => {
    if (UNUSED_RELATION.test(message)) return false;
    journal.add('warning', `${nameOf(component)}${message}`);
    return undefined;
  });
}

function watchAttached(space: CodeSpace, attached: (component: GeneralComponent) => void): void {
  const behavior = space
    .getComponentSpace()
    .define()
    .lifetime('attached', function () {
      attached((this as unknown as { readonly _$: GeneralComponent })._$);
    })
    .registerBehavior();
  space.setOverallBehavior(behavior);
}

/** The component that an error or warning is about; of a built-in one the component whose template has it. */
function nameOf(component: GeneralComponent | string | undefined): string {
  let about = component;
  while (Component.isComponent(about) && about.is.startsWith('builtins/')) about = about.ownerShadowRoot?.getHostNode();
  const name = Component.isComponent(about) ? about.is : about;
  return name ? `${name}: ` : '';
}
