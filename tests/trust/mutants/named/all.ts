import { counterMutants } from './counter';
import { doorMutants } from './doors';
import { groupMutants } from './groups';
import type { NamedMutant } from './mutant';
import { orderMutants } from './orders';
import { paymentMutants } from './payments';
import { peopleMutants } from './people';
import { raceMutants } from './races';
import { refundMutants } from './refunds';
import { shareMutants } from './shares';
import { staffMutants } from './staff';
import { stockMutants } from './stock';
import { timerMutants } from './timers';
import { orderOfWritesMutants } from './written-in-order';

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
  ...peopleMutants,
  ...timerMutants,
  ...orderOfWritesMutants,
  ...raceMutants,
  ...doorMutants,
];
