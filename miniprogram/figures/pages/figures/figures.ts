import type { Chart } from 'echarts';

import type { Report } from '../../../../typings/report';
import { dayAfter, dayOf } from '../../../presenters/time';
import { call } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { initially, show, stopShowing } from '../../../services/show';
import { chartsOf, figuresPage, isBlank, type FiguresPage } from '../../presenters/figures-page';
import { drawChart } from '../../services/draw-chart';
import { figures as text } from '../../text/figures';

type ChartTouch = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

const nothingRead = (): Report | undefined => undefined;
const nothingDrawn = (): Partial<Record<string, Chart>> => ({});

/** What sold, formed, was redeemed and settled, day by day. */
Page({
  data: { text, view: initially<FiguresPage>(), days: 7, descriptions: {} },
  charts: nothingDrawn(),
  /** What the charts show, as soon as they are drawn. */
  report: nothingRead(),

  onLoad() {
    void this.load();
  },

  onUnload() {
    stopShowing(this);
    this.clear();
  },

  onResize() {
    void this.load();
  },

  choose(event: WechatMiniprogram.TouchEvent<object, object, { days: number }>) {
    this.setData({ days: event.currentTarget.dataset.days });
    void this.load();
  },

  async load(): Promise<void> {
    const toDay = dayOf(now());
    const fromDay = dayAfter(toDay, 1 - this.data.days);
    let report: Report | undefined;
    const isShown = await show(this, async () => {
      report = await call('getReport', { fromDay, toDay });
      return isBlank(report) ? 'empty' : figuresPage(report);
    });
    if (isShown && report && this.data.view.state === 'ready') wx.nextTick(() => void this.draw(report as Report));
  },

  /** Canvases are found one after the other; meanwhile other days may have been chosen. */
  async draw(report: Report) {
    this.clear();
    this.report = report;
    const isWanted = (): boolean => this.report === report;
    for (const { id, option } of chartsOf(report.days)) {
      const chart = await drawChart(this, id, option, isWanted);
      if (!isWanted()) return;
      if (!chart) continue;
      this.charts[id] = chart;
      this.setData({ [`descriptions.${id}`]: chart.description });
    }
  },

  clear() {
    for (const chart of Object.values(this.charts)) chart?.dispose();
    this.charts = nothingDrawn();
    this.report = undefined;
  },

  touchStart(event: ChartTouch) {
    this.touch('start', event);
  },

  touchMove(event: ChartTouch) {
    this.touch('move', event);
  },

  touchEnd(event: ChartTouch) {
    this.touch('end', event);
  },

  touch(kind: 'start' | 'move' | 'end', { currentTarget, touches, changedTouches }: ChartTouch) {
    const finger = (touches[0] ?? changedTouches[0]) as unknown as
      { readonly x: number; readonly y: number } | undefined;
    if (finger) this.charts[currentTarget.dataset.id]?.touch(kind, finger.x, finger.y);
  },
});
