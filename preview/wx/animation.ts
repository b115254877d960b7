/** One step: what is animated together, and how long it takes. */
interface Step {
  readonly animates: readonly { readonly type: string; readonly args: readonly unknown[] }[];
  readonly option: object;
}

/** The options of `wx.createAnimation` and of `step`; times in ms. */
interface AnimationOptions {
  readonly duration?: number;
  readonly delay?: number;
  readonly timingFunction?: string;
  readonly transformOrigin?: string;
}

const transforms = [
  ...['matrix', 'matrix3d', 'rotate', 'rotate3d', 'rotateX', 'rotateY', 'rotateZ', 'scale', 'scale3d', 'scaleX'],
  ...[
    'scaleY',
    'scaleZ',
    'skew',
    'skewX',
    'skewY',
    'translate',
    'translate3d',
    'translateX',
    'translateY',
    'translateZ',
  ],
];

/** By method, the css property that it sets. */
const styles: Readonly<Record<string, string>> = {
  opacity: 'opacity',
  backgroundColor: 'background-color',
  ...{ width: 'width', height: 'height', left: 'left', right: 'right', top: 'top', bottom: 'bottom' },
};

/** `wx.createAnimation`: collects steps; `export` gives them to the attribute `animation`, and starts anew. */
export function createAnimation(options: AnimationOptions = {}): object {
  let steps: Step[] = [];
  let animates: Step['animates'] = [];
  const animation: Record<string, unknown> = {
    step(own: AnimationOptions = {}) {
      const { duration = 400, delay = 0, timingFunction = 'linear', transformOrigin } = { ...options, ...own };
      const option = {
        transformOrigin: transformOrigin ?? '50% 50% 0',
        transition: { duration, delay, timingFunction },
      };
      steps = [...steps, { animates, option }];
      animates = [];
      return animation;
    },
    export() {
      const exported = { actions: steps };
      steps = [];
      return exported;
    },
  };
  for (const type of transforms) {
    animation[type] = (...args: readonly unknown[]) => {
      animates = [...animates, { type, args }];
      return animation;
    };
  }
  for (const [method, property] of Object.entries(styles)) {
    animation[method] = (value: unknown) => {
      const length = typeof value === 'number' && property !== 'opacity' ? `${value}px` : value;
      animates = [...animates, { type: 'style', args: [property, length] }];
      return animation;
    };
  }
  return animation;
}
