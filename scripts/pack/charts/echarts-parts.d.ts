/** What is used of ECharts 6.1.0, whose own types name those of a browser. */
declare module 'echarts/core' {
  export interface EChart {
    setOption(option: object): void;
    resize(size: object): void;
    dispose(): void;
    getZr(): { readonly handler: { dispatch(kind: string, event: object): void } };
  }
  export function init(canvas: object, theme: null, size: object): EChart;
  export function use(parts: readonly object[]): void;
  export function setPlatformAPI(platform: { readonly createCanvas: () => object }): void;
}
declare module 'echarts/charts' {
  export const BarChart: object;
  export const LineChart: object;
}
declare module 'echarts/components' {
  export const AriaComponent: object;
  export const GridComponent: object;
  export const TooltipComponent: object;
}
declare module 'echarts/renderers' {
  export const CanvasRenderer: object;
}
