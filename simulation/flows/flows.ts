import type { Flow } from '../flow';
import { orderFlows } from './orders';
import { paymentFlows } from './payments';
import { shopFlows } from './shop';
import { voucherFlows } from './vouchers';

/** Every flow that the sweep disturbs. */
export const flows: readonly Flow[] = [...shopFlows, ...orderFlows, ...paymentFlows, ...voucherFlows];
