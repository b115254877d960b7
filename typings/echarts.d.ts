/**
 * Charts, as they are packed for the mini-program: the part of ECharts that draws lines and bars over a grid, with a
 * tooltip, on a canvas of type 2d. It is made by scripts/pack/charts.
 */
declare module 'echarts' {
  /** The node that `fields({ node: true })` of a selector query answers for `<canvas type="2d">`. */
  export interface ChartCanvas {
    width: number;
    height: number;
    getContext(kind: '2d'): unknown;
  }

  /** The canvas as it is shown, in px, and how many points of the screen one px has. */
  export interface ChartSize {
    readonly width: number;
    readonly height: number;
    readonly devicePixelRatio: number;
  }

  /** What is drawn, in the words of https://echarts.apache.org/option.html. */
  export type ChartOption = Readonly<Record<string, unknown>>;

  /** One chart on one canvas, until it is disposed of. */
  export interface Chart {
    /** What the chart shows, in words, for people who do not see it; empty unless the option enables `aria`. */
    readonly description: string;
    setOption(option: ChartOption): void;
    resize(size: ChartSize): void;
    /** A finger on the canvas, in px from its upper left corner: where it moves, the tooltip follows. */
    touch(kind: 'start' | 'move' | 'end', x: number, y: number): void;
    dispose(): void;
  }

  /** A chart on this canvas, which is given as many points as the screen has. */
  export function init(canvas: ChartCanvas, size: ChartSize): Chart;
}
