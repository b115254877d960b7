import { builtin } from './builtin';

/** The page itself, set from its template: its style, and whether it scrolls. */
export const pageMeta = builtin('page-meta', {
  properties: {
    ...{ pageStyle: '', rootFontSize: '', pageFontSize: '', scrollTop: '' },
    ...{ backgroundTextStyle: null, backgroundColor: '', rootBackgroundColor: '', pageOrientation: null },
    ...{ backgroundColorTop: null, backgroundColorBottom: null, scrollDuration: null },
  },
  live(self) {
    const pageElement = (): HTMLElement | null => self.dom.closest('wx-page');
    const style = (): void => {
      const page = pageElement();
      if (!page) return;
      page.setAttribute('style', self.read('pageStyle'));
      const { backgroundColor, fontSize } = page.style;
      page.style.backgroundColor = self.read('backgroundColor') || backgroundColor;
      page.style.fontSize = self.read('pageFontSize') || fontSize;
      const scroller = page.parentElement;
      // A page that hides its overflow hides it for the window.
      if (scroller) scroller.style.overflowY = page.style.overflowY === 'hidden' ? 'hidden' : '';
    };
    const scroll = (): void => {
      const top = Number.parseFloat(self.read('scrollTop'));
      if (!Number.isNaN(top)) pageElement()?.parentElement?.scrollTo({ top });
    };
    return {
      changed: { pageStyle: style, backgroundColor: style, pageFontSize: style, scrollTop: scroll },
      attached: () =>
        queueMicrotask(() => {
          style();
          scroll();
        }),
    };
  },
});
