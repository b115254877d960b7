import type { Element } from 'glass-easel';

/** The DOM element of a node; undefined for a virtual one, or once it was released. */
export function domOf(node: Element): HTMLElement | undefined {
  return (node.$$ as unknown as HTMLElement | null) ?? undefined;
}

/** Makes a DOM element with a class name and children. */
export function draw<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}
