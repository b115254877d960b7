import type { CommissionRow } from '../../typings/commission';
import { sum } from '../domain/worth';

const HEADINGS = ['团长', '昵称', '计佣券数', '累计佣金（元）', '已打款（元）', '可打款（元）'] as const;

/** Leaders as a table to pay them by; the last row adds them up. A balance below zero is offset by later earnings. */
export function commissionTable(rows: readonly CommissionRow[]) {
  const shown = rows.map(({ leaderId, nickname, vouchers, accruedFen, paidFen, payableFen }) => [
    ...[leaderId, nickname, vouchers, accruedFen / 100, paidFen / 100, payableFen / 100],
  ]);
  const total = (field: 'vouchers' | 'accruedFen' | 'paidFen' | 'payableFen') => sum(rows.map((row) => row[field]));
  const money = (['accruedFen', 'paidFen', 'payableFen'] as const).map((field) => total(field) / 100);
  return [[...HEADINGS], ...shown, ['合计', '', total('vouchers'), ...money]];
}
