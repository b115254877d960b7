/** Tags that the template language itself has. */
const LANGUAGE = ['block', 'template', 'import', 'include', 'slot', 'wxs'];

/** Tags of WeChat that the preview draws (preview/builtins/). */
const BUILT_IN =
  `view cover-view cover-image text label form navigator button root-portal swiper swiper-item scroll-view image input
  textarea picker picker-view picker-view-column canvas switch checkbox checkbox-group radio radio-group slider progress
  icon rich-text video camera map web-view movable-area movable-view page-container page-meta navigation-bar
  match-media ad official-account open-data share-element keyboard-accessory editor`.split(/\s+/);

const KNOWN: ReadonlySet<string> = new Set([...LANGUAGE, ...BUILT_IN]);

/** Whether WXML knows this tag without `usingComponents`. */
export function isBuiltInTag(tag: string): boolean {
  return KNOWN.has(tag);
}
