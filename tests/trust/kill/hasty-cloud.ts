import { Durable } from '../../../emulator/engine/durable';

/** What is acknowledged is durable so much later, at the most. */
const LATE_MS = 100;

const committed = Reflect.get(Durable.prototype, 'committed');
let isDue = false;

/** A local cloud that does not wait for the disk: what kills must notice. Its options are those of `npm start`. */
Durable.prototype.committed = function hasty(this: Durable): Promise<void> {
  if (!isDue) {
    setTimeout(() => {
      isDue = false;
      void committed.call(this);
    }, LATE_MS);
  }
  isDue = true;
  return Promise.resolve();
};

void import('../../../scripts/start');
