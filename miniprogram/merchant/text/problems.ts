/** What keeps a deal from being sold or honoured, by the reason that the server names. */
export const serverProblems: Readonly<Record<string, string>> = {
  price_missing: '请填写价格',
  group_price_not_below_alone_price: '拼团价要低于单独购买价',
  size_missing: '成团人数至少 2 人',
  tiers_missing: '请填写至少一档阶梯价',
  tier_does_not_fall: '人数越多，价格应该越低',
  commission_missing: '请填写佣金',
  commission_too_large: '佣金最高是拼团价的 30%，请调低',
  imported_codes_never_return: '导入的券码发出后不再发给别人，退款后不能补回库存',
  more_units_than_partial_refunds: '微信支付每笔订单最多退款 50 次，请把每单份数减到 50 以内（阶梯团 49 以内）',
  window_out_of_range: '成团时限为 10 分钟到 24 小时',
  already_over: '这个时间已经过了，请选更晚的',
  beyond_refund_limit: '微信支付一年后不能退款，有效期请控制在 350 天以内',
  sale_outlives_vouchers: '停售时间晚于券的有效期，买到就过期了',
  ends_before_it_starts: '停售时间要晚于开售时间',
  not_a_day: '有一天的日期写错了，请删除后重新添加',
  no_day_left: '有些日子买到的券，有效期内没有一天可用',
  no_store: '至少要有一家可用门店',
  unknown_store: '有门店已不存在，请重新选择',
};

/** What cannot be read as it was typed. */
export const typedProblems = {
  text_missing: '请填写',
  text_too_long: '太长了，请缩短',
  not_a_sum: '请填写金额，如 29.9',
  number_missing: '请填写数字',
  not_a_number: '请填写整数',
  number_too_small: '数字太小了',
  number_too_large: '数字太大了',
  day_missing: '请选择日期',
} as const;

/** Said of a reason that this version does not know. */
export const unknownProblem = '请检查这一项';
