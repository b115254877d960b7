import { builtin } from './builtin';

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&apos;': "'",
  '&nbsp;': '\u00a0',
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
};

/** The entities that `<text decode>` knows (developers.weixin.qq.com, text, 2026-11-22), as characters. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|amp|apos|nbsp|ensp|emsp);/g, (entity) => entities[entity] ?? entity);
}

/** Text, in which `\n` breaks the line. */
export const text = builtin('text', {
  properties: { selectable: false, userSelect: false, space: '', decode: false },
  attributes: ['selectable', 'userSelect', 'space'],
  live(self) {
    const shown = new WeakMap<Node, string>();
    const decode = (): void => {
      const nodes = document.createTreeWalker(self.dom, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (node.nodeValue === shown.get(node)) continue;
        const decoded = decodeEntities(node.nodeValue ?? '');
        shown.set(node, decoded);
        if (decoded !== node.nodeValue) node.nodeValue = decoded;
      }
    };
    let observer: MutationObserver | undefined;
    return {
      attached() {
        if (!self.read('decode')) return;
        decode();
        observer = new MutationObserver(decode);
        observer.observe(self.dom, { subtree: true, childList: true, characterData: true });
      },
      detached: () => observer?.disconnect(),
    };
  },
});
