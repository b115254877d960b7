import type { ChartOption } from 'echarts';

import type { Report, ReportDay } from '../../../typings/report';
import { price } from '../../presenters/money';
import { figures as text } from '../text/figures';

/** A chart: where it is drawn, what, and what its bars mean if there are several. */
export interface ChartShown {
  readonly id: keyof typeof text.charts;
  readonly title: string;
  readonly legend: readonly Omit<Series, 'values'>[];
  readonly option: ChartOption;
}

/** Figures of some days, summed up in words. */
export interface FiguresPage {
  readonly totals: readonly { readonly name: string; readonly value: string }[];
  readonly charts: readonly Omit<ChartShown, 'option'>[];
  readonly deals: readonly {
    readonly dealId: string;
    readonly title: string;
    readonly sold: string;
    readonly percent: number;
  }[];
}

interface Series {
  readonly name: string;
  readonly color: string;
  /** Bars without a filling are told apart from others without regard to colours. */
  readonly isHollow: boolean;
  readonly values: readonly number[];
}

/** Nothing at all is drawn of a zero, not even its border. */
const noBar = { value: 0, itemStyle: { borderWidth: 0 } } as const;

/** ECharts counts the days and the stacks as dimensions of a value; only the value itself is read out. */
const notSpoken: readonly number[] = [0, 2, 3];

const colors = { main: '#d43a1e', second: '#8f8982', good: '#1b7347' } as const;

/** What the page says in words; the charts themselves are drawn from `chartsOf`. */
export function figuresPage(report: Report): FiguresPage {
  const most = Math.max(1, ...report.deals.map((deal) => deal.soldFen));
  return {
    totals: totalsOf(report.days),
    charts: chartsOf(report.days).map(({ id, title, legend }) => ({ id, title, legend })),
    deals: report.deals.map(({ dealId, title, soldUnits, soldFen }) => ({
      ...{ dealId, title, sold: text.soldTotal(soldUnits, price(soldFen)) },
      percent: Math.round((soldFen * 100) / most),
    })),
  };
}

/** Whether nothing at all happened in these days. */
export const isBlank = ({ days }: Report): boolean =>
  days.every(({ day, ...numbers }) => day !== '' && Object.values(numbers).every((number) => number === 0));

/** The four charts of some days. */
export function chartsOf(days: readonly ReportDay[]): ChartShown[] {
  const { series } = text;
  const yuan = (fen: number): number => fen / 100;
  const of = (field: keyof Omit<ReportDay, 'day'>) => days.map((day) => day[field]);
  return [
    chart('sold', days, [filled(series.sold, colors.main, of('soldFen').map(yuan))]),
    chart('groups', days, [
      filled(series.formed, colors.good, of('groupsFormed')),
      hollow(series.failed, colors.second, of('groupsFailed')),
    ]),
    chart('redeemed', days, [filled(series.redeemed, colors.good, of('redeemedUses'))]),
    chart('settled', days, [
      filled(series.settled, colors.main, of('settledFen').map(yuan)),
      hollow(series.refunded, colors.second, of('refundedFen').map(yuan)),
    ]),
  ];
}

const filled = (name: string, color: string, values: readonly number[]): Series => ({
  ...{ name, color, isHollow: false, values },
});

const hollow = (name: string, color: string, values: readonly number[]): Series => ({
  ...{ name, color, isHollow: true, values },
});

function chart(id: ChartShown['id'], days: readonly ReportDay[], series: readonly Series[]): ChartShown {
  const title = text.charts[id];
  const option = {
    aria: {
      enabled: true,
      label: {
        general: { withoutTitle: `${title}。` },
        data: { maxCount: days.length, excludeDimensionId: notSpoken },
      },
    },
    animation: false,
    grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, renderMode: 'richText' },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => day.slice(5)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#cfc9c0' } },
      axisLabel: { color: '#625d57', hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: '#625d57' },
      splitLine: { lineStyle: { color: '#efede8' } },
    },
    series: series.map(({ name, color, isHollow, values }) => ({
      ...{ name, type: 'bar', data: values.map((value) => (value === 0 ? noBar : value)) },
      itemStyle: {
        ...{ color: isHollow ? 'transparent' : color, borderRadius: [3, 3, 0, 0] },
        ...(isHollow ? { borderColor: color, borderWidth: 1.5 } : {}),
      },
      ...{ barMaxWidth: 18, ...(id === 'groups' ? { stack: 'groups' } : {}) },
    })),
  };
  const legend = series.length > 1 ? series.map(({ name, color, isHollow }) => ({ name, color, isHollow })) : [];
  return { id, title, legend, option };
}

function totalsOf(days: readonly ReportDay[]): FiguresPage['totals'] {
  const sum = (field: keyof Omit<ReportDay, 'day'>): number => days.reduce((total, day) => total + day[field], 0);
  const [formed, failed] = [sum('groupsFormed'), sum('groupsFailed')];
  const rate =
    formed + failed === 0 ? text.noGroups : text.rate(Math.round((formed * 100) / (formed + failed)), formed, failed);
  return [
    { name: text.totals.sold, value: text.soldTotal(sum('soldUnits'), price(sum('soldFen'))) },
    { name: text.totals.formed, value: rate },
    { name: text.totals.redeemed, value: text.uses(sum('redeemedUses')) },
    { name: text.totals.settled, value: price(sum('settledFen')) },
  ];
}
