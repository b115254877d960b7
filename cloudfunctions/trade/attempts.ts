import { demand, Failure } from '../domain/failure';
import { personKeyOf } from '../domain/ids';
import {
  LOCK_MS,
  newStaff,
  STORE_UNKNOWN_CODES_MAX,
  UNKNOWN_CODES_MAX,
  UNKNOWN_CODES_WINDOW_MS,
  type Store,
} from '../domain/merchant';
import { dayOf, endOfDay } from '../domain/time';
import { current, merchantOf, Stale, type Context } from '../runtime/operation';
import { is, to } from '../runtime/terms';
import { tellOwner } from './tell-owner';

/**
 * Refuses while this clerk's typing is locked, or the store has taken too many unknown codes today: right codes too.
 */
export function refuseLocked({ staff, now }: Pick<Context, 'staff' | 'now'>, store: Store): void {
  const day = dayOf(now);
  if (store.unknownCodes.day === day && store.unknownCodes.count >= STORE_UNKNOWN_CODES_MAX) {
    throw new Failure('TOO_MANY_ATTEMPTS', { retryAt: endOfDay(day) });
  }
  if (staff && now < staff.lockedUntil) throw new Failure('TOO_MANY_ATTEMPTS', { retryAt: staff.lockedUntil });
}

/**
 * Counts a typed code or a forged token before its answer is given. Every attempt moves the same counter on, so that of
 * a hundred guesses sent at once each is judged on all before it.
 */
export async function countAttempt(context: Context, store: Store, known: boolean): Promise<void> {
  const { database, staff, now } = context;
  if (!staff) return beginCounting(context);
  const asSeen = { _id: staff._id, attemptSeq: staff.attemptSeq };
  if (known) {
    current(await database.change('staff', asSeen, { attemptSeq: to.add(1) }));
    return;
  }
  const recent = staff.unknownAt.filter((at) => at > now - UNKNOWN_CODES_WINDOW_MS);
  const locks = recent.length + 1 >= UNKNOWN_CODES_MAX;
  current(
    await database.change('staff', asSeen, {
      ...{ attemptSeq: to.add(1), unknownAt: to.pushLast(now, UNKNOWN_CODES_MAX) },
      ...(locks ? { lockedUntil: now + LOCK_MS } : {}),
    }),
  );
  const counted = await countInStore(context, store);
  const tell = (cause: string, about: Readonly<Record<string, string>>) =>
    tellOwner(context, merchantOf(context), 'typing_locked', cause, { ...about, storeName: store.name });
  if (locks) await tell(`${staff._id}:${String(now)}`, { staffId: staff._id, clerkName: staff.nickname });
  if (counted === 'last') await tell(`${store._id}:${dayOf(now)}`, {});
  demand(counted !== 'over', 'TOO_MANY_ATTEMPTS', { retryAt: endOfDay(dayOf(now)) });
}

/** Someone who may redeem and has no document of his own yet: an owner whose claim a crash cut short. */
async function beginCounting({ database, caller, now, merchant }: Context): Promise<never> {
  const id = personKeyOf(caller.merchantId, caller.person);
  await database.insert('staff', [newStaff(id, caller.merchantId, caller.person, merchant?.name ?? '', now)]);
  throw new Stale();
}

/**
 * Counts an unknown code in its store: whether it is within what the store takes in a day, the last of it, or over. The
 * limit is judged in the update that counts: clerks who guess at once do not pass it together.
 */
async function countInStore({ database, now }: Context, store: Store): Promise<'within' | 'last' | 'over'> {
  const day = dayOf(now);
  const begun = { _id: store._id, 'unknownCodes.day': day };
  const within = { ...begun, 'unknownCodes.count': is.below(STORE_UNKNOWN_CODES_MAX - 1) };
  const more = { 'unknownCodes.count': to.add(1) };
  const earlier = { _id: store._id, 'unknownCodes.day': is.not(day) };
  const isWithin =
    (await database.change('stores', within, more)) ||
    (await database.change('stores', earlier, { unknownCodes: to.be({ day, count: 1 }) })) ||
    // Somebody else has begun the day meanwhile, or all of it but one is taken.
    (await database.change('stores', within, more));
  if (isWithin) return 'within';
  const last = { ...begun, 'unknownCodes.count': STORE_UNKNOWN_CODES_MAX - 1 };
  return (await database.change('stores', last, more)) ? 'last' : 'over';
}
