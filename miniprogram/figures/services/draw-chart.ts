import { init, type Chart, type ChartCanvas, type ChartOption } from 'echarts';

interface Drawable {
  createSelectorQuery(): WechatMiniprogram.SelectorQuery;
}

/** Draws a chart on a canvas of the page; undefined when that is not there, or the chart not wanted any more. */
export async function drawChart(
  page: Drawable,
  canvasId: string,
  option: ChartOption,
  isWanted: () => boolean,
): Promise<Chart | undefined> {
  const found = await canvasOf(page, canvasId);
  if (!found || !isWanted()) return undefined;
  const { pixelRatio } = wx.getWindowInfo();
  const { node, width, height } = found;
  node.width = width * pixelRatio;
  node.height = height * pixelRatio;
  const chart = init(node, { width, height, devicePixelRatio: pixelRatio });
  chart.setOption(option);
  return chart;
}

interface FoundCanvas {
  readonly node: ChartCanvas & { width: number; height: number };
  readonly width: number;
  readonly height: number;
}

function canvasOf(page: Drawable, canvasId: string): Promise<FoundCanvas | undefined> {
  return new Promise((resolve) => {
    const query = page.createSelectorQuery().select(`#${canvasId}`).fields({ node: true, size: true });
    query.exec(([found]: [FoundCanvas | null]) => resolve(found?.width ? found : undefined));
  });
}
