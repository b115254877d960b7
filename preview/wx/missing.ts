import type { Phone } from '../phone/phone';

/** The app used a part of WeChat that the preview lacks. */
export class MissingApi extends Error {
  constructor(readonly api: string) {
    super(`${api} is not offered by the preview`);
    this.name = 'MissingApi';
  }
}

/**
 * An object of WeChat's that has these members and no other: reading any other is written into the journal and throws
 * MissingApi. Asking with `in` is free.
 */
export function closedTo<Members extends object>(
  { journal }: Pick<Phone, 'journal'>,
  name: string,
  members: Members,
): Members {
  return new Proxy(members, {
    get(target, member, receiver): unknown {
      if (typeof member === 'symbol' || member in target || asked.has(member)) {
        return Reflect.get(target, member, receiver);
      }
      journal.add('missing', `${name}.${member}`);
      throw new MissingApi(`${name}.${member}`);
    },
  });
}

/** What the language and its tools ask of any object. */
const asked: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'constructor',
  'toString',
  'valueOf',
  '__esModule',
  '$$typeof',
]);
