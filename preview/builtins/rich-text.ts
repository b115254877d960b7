import { pictureUrl } from '../phone/urls';
import { builtin } from './builtin';
import { textOf } from './values';

/** Tags that rich text may have (developers.weixin.qq.com, rich-text, 2026-11-22); others are left out. */
const tags = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em
  fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small
  span strong sub sup table tbody td tfoot th thead tr tt u ul`.split(/\s+/),
);

const attributes = new Set([
  'class',
  'style',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'start',
  'type',
  'align',
]);

/** Text with a few tags of html, given as html or as a tree of nodes. */
export const richText = builtin('rich-text', {
  properties: { nodes: null, space: '', userSelect: false, mode: null },
  attributes: ['space', 'userSelect'],
  live(self) {
    return {
      changed: {
        nodes() {
          const nodes = self.read('nodes');
          const drawn = typeof nodes === 'string' ? parsed(nodes) : Array.isArray(nodes) ? nodes.map(drawNode) : [];
          self.dom.replaceChildren(...drawn.filter((node) => node !== undefined));
        },
      },
    };
  },
});

function parsed(html: string): readonly (Node | undefined)[] {
  return [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map(copied);
}

/** Only what rich text may have is copied: scripts and addresses of others stay behind. */
function copied(node: Node): Node | undefined {
  if (node instanceof Text) return document.createTextNode(node.data);
  if (!(node instanceof Element)) return undefined;
  const named = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return drawn(node.localName, named, [...node.childNodes].map(copied));
}

function drawNode(node: unknown): Node | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { type, text, name, attrs, children } = node as Readonly<Record<string, unknown>>;
  if (type === 'text') return document.createTextNode(typeof text === 'string' ? unescaped(text) : '');
  const named = typeof attrs === 'object' && attrs !== null ? (attrs as Readonly<Record<string, unknown>>) : {};
  const inner = Array.isArray(children) ? children.map(drawNode) : [];
  return drawn(typeof name === 'string' ? name.toLowerCase() : '', named, inner);
}

function drawn(
  tag: string,
  named: Readonly<Record<string, unknown>>,
  children: readonly (Node | undefined)[],
): Element | undefined {
  if (!tags.has(tag)) return undefined;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(named))
    if (attributes.has(name)) element.setAttribute(name, textOf(value));
  if (element instanceof HTMLImageElement) {
    element.src = pictureUrl(textOf(named['src']), '');
    element.alt ||= '';
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function unescaped(text: string): string {
  return new DOMParser().parseFromString(text, 'text/html').documentElement.textContent;
}
