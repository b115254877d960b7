import { expect, test } from '@jest/globals';

import { createAnimation } from './animation';

type Animation = Record<string, (...args: unknown[]) => Animation>;

test('an animation exports its steps once', () => {
  const animation = createAnimation({ duration: 200 }) as Animation;
  animation.translateX?.(10).opacity?.(0).step?.().width?.(20).step?.({ duration: 0 });
  const transition = { duration: 200, delay: 0, timingFunction: 'linear' };
  expect(animation.export?.()).toEqual({
    actions: [
      {
        animates: [
          { type: 'translateX', args: [10] },
          { type: 'style', args: ['opacity', 0] },
        ],
        option: { transformOrigin: '50% 50% 0', transition },
      },
      {
        animates: [{ type: 'style', args: ['width', '20px'] }],
        option: { transformOrigin: '50% 50% 0', transition: { ...transition, duration: 0 } },
      },
    ],
  });
  expect(animation.export?.()).toEqual({ actions: [] });
});
