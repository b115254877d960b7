import selectorParser from 'postcss-selector-parser';

/** Whom a style sheet is for: everything in pages, one page, or one component with a style scope of its own. */
export type StyleTarget =
  { readonly kind: 'shared' } | { readonly kind: 'page' } | { readonly kind: 'component'; readonly scope: string };

/** The root of a page inside `@scope (wx-page)`, with the weight of one tag, as `page` has it. */
const PAGE_ROOT = 'wx-page:where(:scope)';

/**
 * A WXSS selector as the phone's DOM needs it: `view` is `<wx-view>`, `page` the root of the page, `#id` the attribute
 * `wx-id` with an id's weight, a scoped component's classes carry its scope as a prefix (glass-easel 0.12.1 writes
 * `scope--name` on its nodes) and `:host` is the attribute `wx-host`.
 */
export function convertSelector(selector: string, target: StyleTarget): string {
  const host = target.kind === 'component' ? `[wx-host="${target.scope}"]` : PAGE_ROOT;
  return selectorParser((root) => {
    root.walkTags((tag) => {
      tag.value = tag.value === 'page' ? PAGE_ROOT : `wx-${tag.value}`;
    });
    root.walkIds((id) => {
      const replaced = selectorParser().astSync(`:is([wx-id="${id.value}"],#${id.value})`);
      id.replaceWith(...(replaced.first.nodes as selectorParser.Node[]));
    });
    if (target.kind === 'component')
      root.walkClasses((name) => {
        name.value = `${target.scope}--${name.value}`;
      });
    root.walkPseudos((pseudo) => {
      if (pseudo.value === ':host') pseudo.replaceWith(...selectorParser().astSync(host).first.nodes);
    });
  }).processSync(selector);
}
