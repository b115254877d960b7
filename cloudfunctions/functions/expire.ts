import { openWorld, sourceOfCall } from '../adapters/world';
import { timerAnswer } from '../runtime/timer';
import { expire } from '../timers/expire';

/** Every minute: unpaid orders, and groups at their deadline. */
export const main = () => timerAnswer(sourceOfCall(), () => expire(openWorld()));
