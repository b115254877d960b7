import type { NamedMutant } from './mutant';

const SOURCES = 'tests/trust/sources.test.ts';
const TERMS = 'cloudfunctions/adapters/encode-terms.ts';
const TERMS_TEST = 'cloudfunctions/adapters/encode-terms.test.ts';

/** Defects of who may call what, and of what reaches the database. */
export const doorMutants: readonly NamedMutant[] = [
  {
    name: 'whoever names a timer runs it',
    file: 'cloudfunctions/runtime/timer.ts',
    find: 'if (source !== TIMER) return { ran: false };',
    replace: '',
    killedBy: [SOURCES, 'act for WeChat alone'],
  },
  {
    name: 'whoever names a notice has an order paid',
    file: 'cloudfunctions/runtime/notice.ts',
    find: "if (source !== PAY_CALLBACK) return { errcode: 403, errmsg: 'FORBIDDEN' };",
    replace: '',
    killedBy: [SOURCES, 'act for WeChat alone'],
  },
  {
    name: 'a condition of nothing is sent, and is met by everything',
    file: TERMS,
    find: 'if (!isPlain && !Number.isSafeInteger(value)) throw new TypeError(`not a value: ${typeof value}`);',
    replace: 'if (isPlain === undefined) throw new TypeError(`not a value: ${typeof value}`);',
    killedBy: [TERMS_TEST, 'throws before anything is sent'],
  },
  {
    name: 'what a client sends asks the database a question of its own',
    file: TERMS,
    find: "if (key.startsWith('$')) throw new TypeError(`not a field name: ${key}`);",
    replace: '',
    killedBy: [TERMS_TEST, 'a field like an operator is refused'],
  },
  {
    name: 'a change without a condition changes everything',
    file: TERMS,
    find: "if (entries.length === 0) throw new TypeError('conditions and changes must say something');",
    replace: '',
    killedBy: [TERMS_TEST, 'nothing said is refused'],
  },
  {
    name: 'a thing with a length is measured like a text',
    file: 'cloudfunctions/runtime/input.ts',
    find: ' => issues.length === 0 };',
    replace: ' => issues.length < 2 };',
    killedBy: ['cloudfunctions/runtime/input.test.ts', 'takes a thing for a text'],
  },
];
