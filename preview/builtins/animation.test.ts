import { expect, test } from '@jest/globals';

import { framesOf } from './animation';

const step = (animates: readonly { type: string; args: readonly unknown[] }[], duration: number, delay = 0) => ({
  animates,
  option: { transformOrigin: '50% 50% 0', transition: { duration, delay, timingFunction: 'ease' } },
});

test('steps of an animation build upon each other', () => {
  const { frames } = framesOf(
    {
      actions: [
        step([{ type: 'translateX', args: [10] }], 200, 50),
        step(
          [
            { type: 'rotate', args: [45] },
            { type: 'style', args: ['opacity', 0] },
          ],
          100,
        ),
      ],
    },
    new Map(),
  );
  expect(frames).toEqual([
    {
      css: 'transform:translateX(10px);transform-origin:50% 50% 0;transition:all 200ms ease 50ms',
      lastsMs: 250,
    },
    {
      css:
        'opacity:0;transform:translateX(10px) rotate(45deg);' +
        'transform-origin:50% 50% 0;transition:all 100ms ease 0ms',
      lastsMs: 100,
    },
  ]);
});

test('an animation goes on from where the last one ended', () => {
  const first = framesOf({ actions: [step([{ type: 'scale', args: [2] }], 100)] }, new Map());
  const second = framesOf({ actions: [step([{ type: 'scale', args: [1] }], 0)] }, first.animated);
  expect(second.frames.map(({ css }) => css)).toEqual([
    'transform:scale(1);transform-origin:50% 50% 0;transition:all 0ms ease 0ms',
  ]);
});

test('no animation has no frames', () => {
  expect(framesOf(null, new Map()).frames).toEqual([]);
  expect(framesOf({}, new Map()).frames).toEqual([]);
});
