import { builtin } from './builtin';
import type { Self } from './plan';
import { openRoll, type Roll } from './swiper-roll';
import { watchSwipes } from './swiper-swipes';
import { nearestTurn } from './swiper-track';

const properties = {
  ...{ current: 0, currentItemId: '', autoplay: false, interval: 5000, duration: 500, circular: false },
  ...{ vertical: false, displayMultipleItems: 1, previousMargin: '', nextMargin: '', indicatorDots: false },
  ...{ indicatorColor: 'rgba(0,0,0,.3)', indicatorActiveColor: '#000000' },
  ...{ snapToEdge: null, easingFunction: null, cacheExtent: null, layoutType: null, skipHiddenItemLayout: null },
};

/** The properties of a swiper. */
export type SwiperProperties = typeof properties;

/** Items of which one is seen, or some; a finger, time or the page moves to others. */
export const swiper = builtin('swiper', {
  properties,
  attributes: ['vertical', 'indicatorDots'],
  live(self) {
    const roll = openRoll(self);
    const track = self.part('.wx-swiper-track');
    const draw = (): void => {
      const margins = [self.read('previousMargin'), self.read('nextMargin')].map((margin) => margin || '0px');
      track.setAttribute(
        'style',
        `inset:${self.read('vertical') ? margins.join(' 0 ') + ' 0' : `0 ${margins[1]} 0 ${margins[0]}`}`,
      );
      roll.show(self.read('current'));
    };
    const items = new MutationObserver(() => roll.place(Math.min(roll.position, Math.max(0, roll.track.count - 1))));
    let timer: ReturnType<typeof setInterval> | undefined;
    const play = (): void => {
      clearInterval(timer);
      if (!self.read('autoplay') || !self.dom.isConnected) return;
      timer = setInterval(() => {
        const { count, shown, isCircular } = roll.track;
        const isLast = !isCircular && roll.position >= count - shown;
        const isSeen = self.dom.checkVisibility({ visibilityProperty: true });
        if (isSeen) roll.moveTo(isLast ? 0 : Math.round(roll.position) + 1, 'autoplay');
      }, self.read('interval'));
    };
    watchSwipes(self, roll, (isSwiping) => (isSwiping ? clearInterval(timer) : play()));
    return {
      changed: {
        current: () => self.read('current') !== roll.aim && turn(self, roll),
        ...{ autoplay: play, interval: play, circular: draw, vertical: draw, displayMultipleItems: draw },
        ...{ previousMargin: draw, nextMargin: draw, indicatorDots: draw, indicatorColor: draw },
      },
      attached() {
        items.observe(track, { childList: true });
        draw();
        play();
      },
      detached() {
        items.disconnect();
        clearInterval(timer);
      },
    };
  },
});

function turn(self: Self<SwiperProperties>, roll: Roll): void {
  if (self.dom.isConnected) roll.moveTo(nearestTurn(roll.position, self.read('current'), roll.track), '');
}
