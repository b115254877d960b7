import type { Chart, ChartCanvas, ChartOption, ChartSize } from 'echarts';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import type { EChart } from 'echarts/core';
import { init as initEChart, setPlatformAPI, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, CanvasRenderer]);

const mouseKinds = {
  start: ['mousedown', 'mousemove'],
  move: ['mousemove'],
  end: ['mouseup', 'globalout'],
} as const;

/** A chart on a canvas of type 2d: see typings/echarts.d.ts. Needs neither a document nor a window. */
export function init(canvas: ChartCanvas, size: ChartSize): Chart {
  setPlatformAPI({ createCanvas: () => canvas });
  const element = new CanvasElement(canvas);
  const chart = initEChart(element, null, { ...size, locale: 'ZH' });
  return {
    get description() {
      return element.description;
    },
    setOption: (option: ChartOption) => chart.setOption(option),
    resize: (changed: ChartSize) => chart.resize(changed),
    touch: (kind, x, y) => mouseKinds[kind].forEach((mouse) => dispatch(chart, mouse, x, y)),
    dispose: () => chart.dispose(),
  };
}

function dispatch(chart: EChart, kind: string, zrX: number, zrY: number): void {
  const nothing = (): void => undefined;
  chart.getZr().handler.dispatch(kind, { zrX, zrY, preventDefault: nothing, stopPropagation: nothing });
}

/** What ECharts asks of a canvas element: a mini-program's canvas has neither attributes nor style nor listeners. */
class CanvasElement {
  readonly style = {};
  description = '';

  constructor(private readonly canvas: ChartCanvas) {}

  get width(): number {
    return this.canvas.width;
  }

  set width(points: number) {
    this.canvas.width = points;
  }

  get height(): number {
    return this.canvas.height;
  }

  set height(points: number) {
    this.canvas.height = points;
  }

  getContext(): unknown {
    return this.canvas.getContext('2d');
  }

  setAttribute(name: string, value: string): void {
    if (name === 'aria-label') this.description = value;
  }

  getAttribute(): null {
    return null;
  }

  addEventListener(): void {
    // Touches come from the page, by `touch`.
  }

  removeEventListener(): void {
    // See addEventListener.
  }
}
