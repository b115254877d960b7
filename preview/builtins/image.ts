import { pictureUrl } from '../phone/urls';
import { builtin, type Builtin } from './builtin';

/** A picture in a box; the box keeps its size in all modes but `widthFix` and `heightFix`. */
export const image = pictureTag('image');

/** The same for use over maps and videos. */
export const coverImage = pictureTag('cover-image');

function pictureTag(tag: string): Builtin {
  return builtin(tag, {
    properties: {
      ...{ src: '', mode: 'scaleToFill', lazyLoad: false, ariaLabel: '' },
      ...{ alt: null, webp: null, showMenuByLongpress: null, fadeIn: null },
    },
    attributes: ['mode'],
    ariaPart: 'img',
    live(self) {
      const picture = self.part('img') as HTMLImageElement;
      const owner = self.node.ownerShadowRoot?.getHostNode().is ?? '';
      picture.draggable = false;
      picture.alt = '';
      picture.addEventListener('load', () => {
        picture.style.visibility = '';
        self.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight });
      });
      picture.addEventListener('error', () => {
        picture.style.visibility = 'hidden';
        self.emit('error', { errMsg: `GET ${self.read('src')} failed` });
      });
      return {
        changed: {
          ariaLabel() {
            picture.alt = self.read('ariaLabel');
          },
          lazyLoad() {
            picture.loading = self.read('lazyLoad') ? 'lazy' : 'eager';
          },
          src() {
            const url = pictureUrl(self.read('src'), owner);
            if (url === '') picture.removeAttribute('src');
            else picture.src = url;
          },
        },
      };
    },
  });
}
