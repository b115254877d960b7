import { counterMutants } from './counter';
import { groupMutants } from './groups';
import type { NamedMutant } from './mutant';
import { orderMutants } from './orders';
import { paymentMutants } from './payments';
import { refundMutants } from './refunds';
import { shareMutants } from './shares';
import { staffMutants } from './staff';
import { stockMutants } from './stock';

/** Every defect that the battery is known to notice. */
export const namedMutants: readonly NamedMutant[] = [
  ...orderMutants,
  ...paymentMutants,
  ...groupMutants,
  ...stockMutants,
  ...counterMutants,
  ...refundMutants,
  ...shareMutants,
  ...staffMutants,
];
