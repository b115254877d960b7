import { posix } from 'node:path';

import { refusal, rooms } from './tidy-areas';
import * as syntax from './tidy-syntax';
import type { Finding, RepositoryFile } from './tidy-syntax';

/** A rule of the house, and the reason that its violation is told with. */
interface Rule {
  readonly why: string;
  readonly applies: (path: string) => boolean;
  readonly find: (file: RepositoryFile) => readonly Finding[];
}

const FILE_BYTES_MAX = 524_288;
const COLUMNS_MAX = 120;
const SOURCE_LINES_MAX = 200;
const TEST_LINES_MAX = 400;

const documents: readonly (readonly [path: RegExp, linesMax: number])[] = [
  [/^(README|CONTRIBUTING)\.md$/, 80],
  [/^docs\/ARCHITECTURE\.md$/, 150],
  [/^docs\/decisions\//, 40],
];

/** Only these modules write to the console; everything else is given a log. */
const logs = /^(cloudfunctions\/adapters|emulator)\/log\.ts$/;

/** Names with an empty word that are not ours. */
const givenNames: ReadonlyMap<string, string> = new Map([
  ['uploadShippingInfo', "WeChat's call wxa.sec.order.uploadShippingInfo"],
  ['upload-shipping-info', "WeChat's call wxa.sec.order.uploadShippingInfo"],
]);

const isCode = (path: string) => /\.(ts|mjs|cjs|js)$/.test(path);
const isTypeScript = (path: string) => path.endsWith('.ts');
const isTest = (path: string) => /^tests\/|\/fixtures\/|\.test\.ts$/.test(path);
const isProduct = (path: string) =>
  isTypeScript(path) &&
  !isTest(path) &&
  /^(cloudfunctions|typings|emulator|simulation|preview|miniprogram)\//.test(path);
const isSource = (path: string) => isCode(path) || /\.(wxml|wxss|wxs)$/.test(path);
const isText = (path: string) => !/\.(png|wav)$/.test(path);
/** The rules and their own test must name what they forbid. */
const isOther = (path: string) => isText(path) && !/^tests\/support\/tidy-[a-z]+(\.test)?\.ts$/.test(path);

/** Every rule of the house that no other tool watches over, by name. */
export const rules: Readonly<Record<string, Rule>> = {
  'import direction': {
    why: 'who knows whom is decided in tests/support/tidy-areas.ts',
    applies: isTypeScript,
    find: (file) =>
      syntax.importsIn(file).flatMap((each) => {
        const what = refusal(file.path, each, isTest(file.path));
        return what === undefined ? [] : [{ line: each.line, what }];
      }),
  },
  'one room': {
    why: 'what it guards holds everywhere only if nobody else touches it',
    applies: isProduct,
    find: (file) =>
      rooms
        .filter(({ within, room }) => within.test(file.path) && file.path !== room)
        .flatMap(({ pattern, room }) =>
          matches(file, pattern).map((found) => ({ ...found, what: `belongs into ${room}` })),
        ),
  },
  'file length': {
    why: 'a longer file holds two things',
    applies: isSource,
    find: (file) => tooLong(file, isTest(file.path) ? TEST_LINES_MAX : SOURCE_LINES_MAX),
  },
  'document length': {
    why: 'a longer document is not read',
    applies: (path) => documents.some(([document]) => document.test(path)),
    find: (file) => tooLong(file, documents.find(([document]) => document.test(file.path))?.[1] ?? 0),
  },
  'line length': {
    why: 'two files fit side by side',
    applies: isSource,
    find: (file) => matches(file, new RegExp(`^.{${COLUMNS_MAX + 1},}$`)),
  },
  leftover: {
    why: 'what is unfinished or silences a tool does not land',
    applies: isOther,
    find: (file) => matches(file, /\b(TODO|FIXME|XXX|HACK)\b|eslint-disable|@ts-(ignore|nocheck)/),
  },
  'expected error': {
    why: 'only a test shows what the compiler must refuse',
    applies: (path) => !isTest(path),
    find: (file) => matches(file, /@ts-expect-error/),
  },
  'idle test': {
    why: 'a test that is left out, or leaves others out, proves nothing',
    applies: (path) => isTest(path) && isOther(path),
    find: (file) => matches(file, /\b(test|it|describe)(\.\w+)*\.(only|skip|todo)\b|\b[fx](it|test|describe)\(/),
  },
  console: {
    why: 'product code is given a log',
    applies: (path) => isProduct(path) && !logs.test(path),
    find: syntax.prints,
  },
  any: { why: 'it switches the compiler off', applies: isTypeScript, find: syntax.anyTypes },
  'module state': {
    why: 'a warm instance carries it into the next invocation, and a simulated restart cannot clear it',
    applies: (path) => isProduct(path) && path.startsWith('cloudfunctions/'),
    find: syntax.mutableState,
  },
  'file name': {
    why: 'files are kebab-case and named after what they hold, never index',
    applies: isCode,
    find: ({ path }) =>
      /^(?!index\.)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?\.[a-z]+$/.test(posix.basename(path)) ? [] : [whole(path)],
  },
  'empty name': {
    why: 'the word says nothing about the trade',
    applies: isCode,
    find: (file) => [
      ...file.path
        .split('/')
        .filter((part) => isEmpty(part.split('.')[0] ?? ''))
        .map(whole),
      ...syntax.exportedNames(file).flatMap(({ name, line }) => (isEmpty(name) ? [{ line, what: name }] : [])),
    ],
  },
  'generated file': {
    why: 'what a command makes or installs is not kept',
    applies: (path) =>
      /(^|\/)(node_modules|dist|coverage|\.local-cloud|miniprogram_npm)\/|\.(log|map|tsbuildinfo)$/.test(path),
    find: ({ path }) => [whole(path)],
  },
  'file size': {
    why: `a clone stays small: at most ${FILE_BYTES_MAX} bytes`,
    applies: () => true,
    find: ({ bytes }) => (bytes > FILE_BYTES_MAX ? [whole(`${bytes} bytes`)] : []),
  },
  'machine path': {
    why: 'it exists on one machine only',
    applies: isOther,
    find: (file) => matches(file, /(?<![\w.@:/-])\/(home|root|Users|work)\/\w|\b[A-Z]:\\Users/),
  },
};

/** Everything in these files that breaks one of the rules, each as `file:line rule: what (why)`. */
export function violations(files: readonly RepositoryFile[], names: readonly string[] = Object.keys(rules)): string[] {
  return names.flatMap((name) => {
    const rule = rules[name];
    if (!rule) throw new Error(`There is no rule "${name}".`);
    const concerned = files.filter(({ path }) => rule.applies(path));
    return concerned.flatMap((file) =>
      rule.find(file).map(({ line, what }) => `${file.path}:${line} ${name}: ${what} (${rule.why})`),
    );
  });
}

/**
 * `util`, `helper`, `common`, `handle`, `process` anywhere; `data` and `info` where they are the thing itself;
 * `Manager` behind the name of something else (alone it is a role of the trade).
 */
function isEmpty(name: string): boolean {
  if (givenNames.has(name)) return false;
  const words = name.split(/[-_]|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
  const isManaging = words.length > 1 && words.at(-1) === 'manager' && /^[A-Z]|-/.test(name);
  return (
    isManaging ||
    words.some((word) => /^(utils?|helpers?|common|misc|handle|process)$/.test(word)) ||
    /^(data|info)$/.test(words.at(-1) ?? '')
  );
}

function whole(what: string): Finding {
  return { line: 1, what };
}

function matches(file: RepositoryFile, pattern: RegExp): Finding[] {
  return file.text.split('\n').flatMap((text, index) => {
    const found = pattern.exec(text);
    return found ? [{ line: index + 1, what: found[0].trim().slice(0, 60) }] : [];
  });
}

function tooLong({ text }: RepositoryFile, linesMax: number): Finding[] {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return lines > linesMax ? [{ line: linesMax + 1, what: `${lines} lines, at most ${linesMax}` }] : [];
}
