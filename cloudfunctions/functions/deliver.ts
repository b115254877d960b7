import { openWorld, sourceOfCall } from '../adapters/world';
import { timerAnswer } from '../runtime/timer';
import { deliver } from '../timers/deliver';

/** Every minute: the outbox of refunds, rows, shipping and messages. */
export const main = () => timerAnswer(sourceOfCall(), () => deliver(openWorld()));
