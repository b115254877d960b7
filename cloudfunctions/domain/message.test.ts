import { expect, test } from '@jest/globals';
import { consentWanted } from './message';

const templates = { group_formed: 'T-group', group_failed: 'T-group', refunded: 'T-refund', redeemed: 'T-use' };

test.each([
  ['of a group how it ends, and what comes after', templates, 'pending_payment', 'G', ['T-group', 'T-refund', 'T-use']],
  ['alone what comes after', templates, 'pending_payment', null, ['T-refund', 'T-use']],
  ['with vouchers their use first', templates, 'issued', 'G', ['T-use', 'T-refund']],
  ['on its way back only that', templates, 'refunding', null, ['T-refund']],
  ['when it is over nothing', templates, 'closed', 'G', []],
  ['nothing without templates', {}, 'paid', 'G', []],
  [
    'no more than three',
    { group_formed: 'T-1', group_failed: 'T-2', refunded: 'T-3', redeemed: 'T-4' },
    ...(['paid', 'G', ['T-1', 'T-2', 'T-3']] as const),
  ],
] as const)('consent that is worth asking for: %s', (_, installed, status, groupId, expected) => {
  expect(consentWanted(installed, { status, groupId })).toEqual(expected);
});
