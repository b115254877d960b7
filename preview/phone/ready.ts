import type { GeneralComponent } from 'glass-easel';

/**
 * Tells components that they are ready. glass-easel 0.12.1 never fires the lifetime `ready`: on a phone it comes once a
 * component and what it holds are laid out, inner components before outer ones.
 */
export interface ReadyQueue {
  /** A component was attached. */
  add(component: GeneralComponent): void;
  /** Fires `ready` for all that wait, now. */
  flush(): void;
}

/** Starts an empty queue; what is added later than the page's opening becomes ready by itself, in a microtask. */
export function openReadyQueue(): ReadyQueue {
  let waiting: GeneralComponent[] = [];
  const flush = () => {
    const batch = waiting.map((component) => ({ component, depth: depthOf(component) }));
    waiting = [];
    for (const { component } of batch.sort((a, b) => b.depth - a.depth)) component.triggerLifetime('ready', []);
  };
  return {
    add(component) {
      if (waiting.length === 0) queueMicrotask(flush);
      waiting.push(component);
    },
    flush,
  };
}

function depthOf(component: GeneralComponent): number {
  const parent = component.parentNode;
  let depth = 0;
  for (let at = parent ?? component.ownerShadowRoot; at; at = at.parentNode ?? hostOf(at)) depth += 1;
  return depth;
}

function hostOf(node: object) {
  return 'getHostNode' in node ? (node.getHostNode as () => GeneralComponent)() : null;
}
