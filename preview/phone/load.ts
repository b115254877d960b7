import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

import { type CompiledApp, type CompiledComponent, usedIds } from '../app';
import { definers } from './behaviors';
import type { Journal } from './journal';

/**
 * Runs the scripts of a page or component and of all that it uses, what it uses first, each once and not before it is
 * needed, as WeChat does with `lazyCodeLoading`. A script that fails is told of, and its component stays undefined.
 */
export function loader(app: CompiledApp, space: CodeSpace, journal: Journal): (id: string) => void {
  const known = new Map(app.components.map((component) => [component.id, component]));
  const loaded = new Set<string>();
  const load = (id: string): void => {
    const component = known.get(id);
    if (!component || loaded.has(id)) return;
    loaded.add(id);
    for (const used of usedIds(component.config)) load(used);
    const failure = run(space, component);
    if (failure) journal.add('error', `${id}: ${failure.message}`, failure);
  };
  return load;
}

function run(space: CodeSpace, { id, load }: CompiledComponent): Error | undefined {
  Object.assign(globalThis, definers(space, id));
  try {
    load();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  if (space.getComponentSpace().getComponentByUrlWithoutDefault(id, '')) return undefined;
  return new Error('its script calls neither Page() nor Component()');
}
