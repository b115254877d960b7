import type { Flow } from '../flow';
import { codeFlows } from './codes';
import { fileFlows } from './files';
import { lateFlows } from './late';
import { merchantFlows } from './merchant';
import { modeFlows } from './modes';
import { orderFlows } from './orders';
import { paymentFlows } from './payments';
import { peopleFlows } from './people';
import { shopFlows } from './shop';
import { voucherFlows } from './vouchers';

/** Every flow that the sweep disturbs. */
export const flows: readonly Flow[] = [
  ...shopFlows,
  ...orderFlows,
  ...paymentFlows,
  ...voucherFlows,
  ...merchantFlows,
  ...codeFlows,
  ...modeFlows,
  ...peopleFlows,
  ...lateFlows,
  ...fileFlows,
];
