import { readShared } from '../clock/clock';

/**
 * From now on `Date` tells the time of a virtual clock in this thread: `Date.now()`, `new Date()` and `Date()`.
 * Everything else of it is as before, and what was made by one is an instance of the other. Timers and `performance`
 * keep real time.
 */
export function installVirtualDate(shared: SharedArrayBuffer): void {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const cells = new Float64Array(shared);
  const now = (): number => readShared(cells, realNow);
  const VirtualDate = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  });
  RealDate.now = now;
  RealDate.prototype.constructor = VirtualDate;
  globalThis.Date = VirtualDate;
}
