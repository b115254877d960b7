import { openWorld, sourceOfCall } from '../adapters/world';
import { timerAnswer } from '../runtime/timer';
import { settle } from '../timers/settle';

/** Every ten minutes: settlement, and the end of vouchers. */
export const main = () => timerAnswer(sourceOfCall(), () => settle(openWorld()));
