import type { ErrorCode } from '../../typings/error';

/** Whether something is to be seen in a night of months, or why it is not. */
export type Wanted = 'sometimes' | `never: ${string}`;

const FILES = 'never: files of this size are the tests of the operation, and would be most of a month';
const NOT_FOUND = 'never: a refund is found by its number once a person had to act on it, and then has ended';
const ROWS = 'never: no month has so many rows';

/** Refusals that say why, or in which field: each is given sometimes. Those of the mere form are tried by the fuzz. */
export const refusals: Readonly<Partial<Record<ErrorCode, Readonly<Record<string, Wanted>>>>> = {
  INVALID_INPUT: {
    ...{ buy: 'sometimes', groupId: 'sometimes', quantity: 'sometimes', version: 'sometimes' },
    ...{ voucherIds: 'sometimes', amountFen: 'sometimes', alsoVoucherIds: 'sometimes', uses: 'sometimes' },
    ...{ storeId: 'sometimes', storeIds: 'sometimes', token: 'sometimes', roleUntil: 'sometimes' },
    ...{ staffId: 'sometimes', delta: 'sometimes', appid: 'sometimes', toDay: 'sometimes', accepted: 'sometimes' },
    format: ROWS,
  },
  REFUND_NOT_ALLOWED: {
    ...{ not_offered: 'sometimes', nothing_left: 'sometimes', expired: 'sometimes' },
    ...{ pending_payment: 'sometimes', closed: 'sometimes', refunding: 'sometimes', refunded: 'sometimes' },
    ...{ succeeded: 'sometimes', pending: NOT_FOUND, processing: NOT_FOUND, waiting_for_funds: NOT_FOUND },
  },
  CODES_NOT_IMPORTED: {
    ...{ not_imported_deal: 'sometimes', no_file: 'sometimes', empty: 'sometimes' },
    ...{ too_large: FILES, too_many: FILES },
  },
  DEAL_HAS_PROBLEMS: {
    ...{ 'alonePriceFen price_missing': 'sometimes', 'groupPriceFen price_missing': 'sometimes' },
    ...{ 'groupPriceFen group_price_not_below_alone_price': 'sometimes', 'groupSize size_missing': 'sometimes' },
    ...{ 'tiers tiers_missing': 'sometimes', 'tiers size_missing': 'sometimes' },
    ...{ 'tiers tier_does_not_fall': 'sometimes', 'tiers group_price_not_below_alone_price': 'sometimes' },
    ...{ 'commission commission_missing': 'sometimes', 'commission commission_too_large': 'sometimes' },
    ...{ 'unitsPerOrderMax more_units_than_partial_refunds': 'sometimes' },
    ...{ 'windowMinutes window_out_of_range': 'sometimes', 'refund imported_codes_never_return': 'sometimes' },
    ...{ 'validity already_over': 'sometimes', 'validity beyond_refund_limit': 'sometimes' },
    ...{ 'validity no_day_left': 'sometimes', 'saleEndsAt sale_outlives_vouchers': 'sometimes' },
    ...{ 'saleEndsAt already_over': 'sometimes', 'saleEndsAt ends_before_it_starts': 'sometimes' },
    ...{ 'excludedDays not_a_day': 'sometimes', 'excludedWeekdays no_day_left': 'sometimes' },
    ...{ 'storeIds no_store': 'sometimes', 'storeIds unknown_store': 'sometimes' },
    'codeSource source_is_fixed': 'sometimes',
  },
};
