const scriptNodes = new WeakMap<Element, object>();

/** Sets what `SelectorQuery.node()` gives for an element. */
export function setScriptNode(element: Element, node: object): void {
  scriptNodes.set(element, node);
}

/** What `SelectorQuery.node()` gives: of a canvas something to draw with, of a scroll view something to scroll. */
export function scriptNodeOf(element: Element): object | undefined {
  return scriptNodes.get(element);
}

/**
 * An object whose members are invisible to loops. Pages put such nodes into `setData`, which copies deeply: a part of
 * the DOM in it would have no end.
 */
export function hiddenMembers<T extends object>(members: T): T {
  const node = {};
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(members)))
    Object.defineProperty(node, name, { ...descriptor, enumerable: false });
  return node as T;
}
