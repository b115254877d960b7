import { Component, type Element } from 'glass-easel';

import { scriptNodeOf } from '../builtins/script-node';
import { domOf } from './dom';

/** Which fields of a node are asked for, as in `NodesRef.fields`. */
export interface FieldChoice {
  readonly id?: boolean;
  readonly dataset?: boolean;
  readonly mark?: boolean;
  readonly rect?: boolean;
  readonly size?: boolean;
  readonly scrollOffset?: boolean;
  readonly properties?: readonly string[];
  readonly computedStyle?: readonly string[];
  readonly context?: boolean;
  readonly node?: boolean;
}

/** The page's area, which rectangles are relative to, and what scrolls in it. */
export interface Viewport {
  readonly element: HTMLElement;
  readonly scroller: HTMLElement;
}

type Fields = Record<string, unknown>;

/** The fields of a node that a query asks for; of the viewport without a node. */
export function fieldsOf(node: Element | undefined, choice: FieldChoice, viewport: Viewport): Fields {
  const dom = node ? domOf(node) : viewport.element;
  return {
    ...(choice.id && { id: node?.id ?? '' }),
    ...(choice.dataset && { dataset: node?.dataset ?? {} }),
    ...(choice.mark && { mark: node?.collectMarks() ?? {} }),
    ...rectangle(dom, choice, viewport),
    ...(choice.scrollOffset && scrolled(node ? dom : viewport.scroller)),
    ...properties(node, choice.properties ?? []),
    ...styles(dom, choice.computedStyle ?? []),
    ...((choice.node ?? choice.context) && scriptNode(dom, choice)),
  };
}

function rectangle(dom: HTMLElement | undefined, { rect, size }: FieldChoice, viewport: Viewport): Fields {
  if (!dom || (!rect && !size)) return {};
  const own = dom.getBoundingClientRect();
  const around = viewport.element.getBoundingClientRect();
  const edges = {
    left: own.left - around.left,
    right: own.right - around.left,
    top: own.top - around.top,
    bottom: own.bottom - around.top,
  };
  return { ...(rect && edges), ...(size && { width: own.width, height: own.height }) };
}

function scrolled(scroller: HTMLElement | undefined): Fields {
  const { scrollLeft = 0, scrollTop = 0, scrollWidth = 0, scrollHeight = 0 } = scroller ?? {};
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
}

function properties(node: Element | undefined, names: readonly string[]): Fields {
  const data = Component.isComponent(node) ? node.data : {};
  return Object.fromEntries(names.map((name) => [name, data[name]]));
}

function styles(dom: HTMLElement | undefined, names: readonly string[]): Fields {
  if (!dom || names.length === 0) return {};
  const computed = window.getComputedStyle(dom);
  return Object.fromEntries(
    names.map((name) => [
      name,
      computed.getPropertyValue(name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)),
    ]),
  );
}

/** What the built-in component offers to scripts, the same as `node` and as `context`. */
function scriptNode(dom: HTMLElement | undefined, { node, context }: FieldChoice): Fields {
  const found = (dom && scriptNodeOf(dom)) ?? null;
  return { ...(node && { node: found }), ...(context && { context: found }) };
}
