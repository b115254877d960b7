/** A part of the repository: what lies there, and what its product code may import from elsewhere. */
interface Area {
  readonly folder: string;
  /** Folders besides its own, and besides typings/, from which everyone takes types. */
  readonly imports: readonly string[];
  readonly packages: RegExp;
}

const none = /^$/;
const any = /./;

/** Who may import whom. A file belongs to the first folder that it lies in; tests may import across it. */
const areas: readonly Area[] = [
  { folder: 'typings/', imports: [], packages: none },
  { folder: 'cloudfunctions/domain/', imports: [], packages: /^node:crypto$/ },
  { folder: 'cloudfunctions/schema/', imports: [], packages: none },
  { folder: 'cloudfunctions/audit/', imports: ['cloudfunctions/domain/', 'cloudfunctions/schema/'], packages: none },
  { folder: 'cloudfunctions/views/', imports: ['cloudfunctions/domain/', 'cloudfunctions/files/'], packages: none },
  { folder: 'cloudfunctions/files/', imports: [], packages: /^node:(zlib|buffer)$/ },
  { folder: 'cloudfunctions/runtime/', imports: ['cloudfunctions/domain/'], packages: /^(node:|zod$|zod\/mini$)/ },
  { folder: 'cloudfunctions/trade/', imports: ['cloudfunctions/runtime/', 'cloudfunctions/domain/'], packages: none },
  {
    folder: 'cloudfunctions/timers/',
    imports: ['cloudfunctions/trade/', 'cloudfunctions/runtime/', 'cloudfunctions/domain/'],
    packages: none,
  },
  {
    folder: 'cloudfunctions/operations/',
    imports: [
      'cloudfunctions/trade/',
      'cloudfunctions/runtime/',
      'cloudfunctions/views/',
      'cloudfunctions/files/',
      'cloudfunctions/domain/',
    ],
    packages: none,
  },
  {
    folder: 'cloudfunctions/adapters/',
    imports: ['cloudfunctions/runtime/', 'cloudfunctions/domain/'],
    packages: /^(node:|wx-server-sdk$)/,
  },
  {
    folder: 'cloudfunctions/functions/',
    imports: [
      'cloudfunctions/adapters/',
      'cloudfunctions/runtime/',
      'cloudfunctions/operations/',
      'cloudfunctions/trade/',
      'cloudfunctions/timers/',
    ],
    packages: none,
  },
  { folder: 'emulator/', imports: [], packages: /^(?!wx-server-sdk)/ },
  { folder: 'simulation/', imports: ['cloudfunctions/', 'emulator/'], packages: any },
  { folder: 'preview/', imports: ['miniprogram/', 'emulator/'], packages: /^(?!wx-server-sdk)/ },
  { folder: 'miniprogram/', imports: [], packages: /^(?!node:|wx-server-sdk)/ },
  {
    folder: 'scripts/',
    imports: [
      'cloudfunctions/audit/',
      'cloudfunctions/schema/',
      'emulator/',
      'simulation/',
      'preview/',
      'tests/e2e/',
      'tests/trust/',
    ],
    packages: any,
  },
];

/** Client and server meet in typings/ only, in tests too. */
const apart: readonly (readonly [string, string])[] = [
  ['miniprogram/', 'cloudfunctions/'],
  ['cloudfunctions/', 'miniprogram/'],
];

/** One import of a file: of a file in the repository (its path) or of a package. */
export interface Import {
  readonly target: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
}

/** Why this import is refused; undefined if it is not. */
export function refusal(path: string, { target, isPackage, isTypeOnly }: Import, isTest: boolean): string | undefined {
  if (!isPackage && target.startsWith('typings/') && !path.startsWith('typings/') && !isTypeOnly)
    return `${target} is types only: "import type"`;
  if (apart.some(([from, to]) => path.startsWith(from) && target.startsWith(to))) return `${target} is the other side`;
  const area = areas.find(({ folder }) => path.startsWith(folder));
  if (isTest) return undefined;
  if (!area) return path.includes('/') ? 'this folder is in no row of tests/support/tidy-areas.ts' : undefined;
  if (isPackage) return area.packages.test(target) ? undefined : `${area.folder} does not import ${target}`;
  const allowed = ['typings/', area.folder, ...area.imports].some((folder) => target.startsWith(folder));
  return allowed ? undefined : `${area.folder} does not import ${target}`;
}

/** What one module only may touch. */
export const rooms: readonly { readonly within: RegExp; readonly pattern: RegExp; readonly room: string }[] = [
  { within: /^cloudfunctions\//, pattern: /\.database\(/, room: 'cloudfunctions/adapters/cloud-database.ts' },
  { within: /^miniprogram\//, pattern: /\bwx\.cloud\b/, room: 'miniprogram/services/cloud.ts' },
];
