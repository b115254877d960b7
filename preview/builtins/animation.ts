import { textOf } from './values';

/** One step of an animation: the style that an element moves to, and how long that takes. */
export interface Frame {
  readonly css: string;
  readonly lastsMs: number;
}

/** What is animated so far, by css property or transform function; steps build upon each other. */
export type Animated = ReadonlyMap<string, string>;

/** What `wx.createAnimation().export()` gives, as far as it is read here. */
interface Exported {
  readonly actions?: readonly {
    readonly animates: readonly { readonly type: string; readonly args: readonly unknown[] }[];
    readonly option: {
      readonly transformOrigin: string;
      readonly transition: { readonly duration: number; readonly delay: number; readonly timingFunction: string };
    };
  }[];
}

/** The frames of an exported animation, and what is animated at its end. */
export function framesOf(
  exported: unknown,
  before: Animated,
): { readonly frames: readonly Frame[]; readonly animated: Animated } {
  const animated = new Map(before);
  const actions = (exported as Exported | null | undefined)?.actions ?? [];
  const frames = actions.map(({ animates, option }): Frame => {
    for (const { type, args } of animates) {
      if (type === 'style') animated.set(textOf(args[0]), textOf(args[1]));
      else animated.set(`${type}()`, `${type}(${args.map((arg) => measured(type, arg)).join(',')})`);
    }
    const { duration, delay, timingFunction } = option.transition;
    const entries = [...animated];
    const transform = entries.filter(([name]) => name.endsWith('()')).map(([, call]) => call);
    const styles = entries.filter(([name]) => !name.endsWith('()')).map(([name, value]) => `${name}:${value};`);
    const moves = transform.length > 0 ? `transform:${transform.join(' ')};` : '';
    const css =
      `${styles.join('')}${moves}transform-origin:${option.transformOrigin};` +
      `transition:all ${duration}ms ${timingFunction} ${delay}ms`;
    return { css, lastsMs: duration + delay };
  });
  return { frames, animated };
}

/** Plays frames one after the other; the answer stops it. */
export function playFrames(frames: readonly Frame[], show: (css: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (index: number): void => {
    const frame = frames[index];
    if (!frame) return;
    show(frame.css);
    timer = setTimeout(() => next(index + 1), frame.lastsMs);
  };
  next(0);
  return () => clearTimeout(timer);
}

function measured(type: string, arg: unknown): string {
  if (typeof arg !== 'number') return textOf(arg);
  if (type.startsWith('translate')) return `${arg}px`;
  const isAngle = type.startsWith('skew') || (type.startsWith('rotate') && type !== 'rotate3d');
  return isAngle ? `${arg}deg` : String(arg);
}
