import { readdirSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, relative } from 'node:path';

import { collect, forgetAll } from './suite';

/** Folders whose tests run in one process and without a build, in the order in which they are asked. */
const folders = ['cloudfunctions', 'tests/story', 'simulation'] as const;

/** Tests that try the harness, built files or the process itself, not the trade; and races, which are slow. */
const leftOut = /^(simulation\/(months\/|sweep|.*races|simulation|scheduler)|tests\/story\/kill)/;

/** The table of all operations, which everybody looks into. */
const OPERATIONS = 'cloudfunctions/operations/operations.ts';

type Table = Record<string, unknown>;

interface Resolver {
  _resolveFilename: (request: string, ...rest: readonly unknown[]) => string;
}

/** The tests that can kill a mutant, as they lie under a folder: the repository, or a copy of it. */
export class Battery {
  readonly #root: string;
  readonly #require = createRequire(__filename);
  #loaded = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Paths of all test files, from the root on. */
  files(): string[] {
    const tests = folders.flatMap((folder) => this.filesIn(folder)).filter((path) => path.endsWith('.test.ts'));
    return [...tests.filter((path) => !leftOut.test(path)), 'tests/trust/mutants/each-action.ts'];
  }

  /** Paths of all files in a folder, from the root on. */
  filesIn(folder: string): string[] {
    const paths = readdirSync(join(this.#root, folder), { recursive: true, encoding: 'utf8' });
    return paths.map((path) => join(folder, path)).sort();
  }

  /** From now on tests find what runs them here: our own few lines in place of jest, and a cloud in this process. */
  redirect(): void {
    const instead: Readonly<Record<string, string>> = {
      '@jest/globals': join(__dirname, 'globals.ts'),
      '../../emulator/cloud': join(this.#root, 'tests/story/inline-cloud.ts'),
    };
    const resolver = Module as unknown as Resolver;
    const original = resolver._resolveFilename;
    resolver._resolveFilename = (request, ...rest) => instead[request] ?? original.call(Module, request, ...rest);
  }

  /** Loads test files, and what they test, that are not loaded yet. */
  load(files: readonly string[]): void {
    for (const file of files.filter((each) => !this.#loaded.has(each))) {
      collect(file, () => {
        this.#require(join(this.#root, file));
      });
      this.#loaded.add(file);
    }
  }

  /**
   * Loads the file of an operation anew, and has it done from now on in place of the one that is there; nothing else is
   * loaded again. Gives what puts everything back; nothing where the file has no operation. Throws what it throws.
   */
  renewOperation(path: string): (() => void) | undefined {
    const { operations } = this.#require(join(this.#root, OPERATIONS)) as { readonly operations: Table };
    const loaded = this.#require.cache[path];
    const before = { ...operations };
    const names = Object.keys((loaded?.exports ?? {}) as Table).filter((name) => name in operations);
    if (!loaded || names.length === 0) return undefined;
    const putBack = (): void => {
      Object.assign(operations, before);
      this.#require.cache[path] = loaded;
    };
    Reflect.deleteProperty(this.#require.cache, path);
    try {
      const renewed = this.#require(path) as Table;
      for (const name of names) operations[name] = renewed[name];
    } catch (error) {
      putBack();
      throw error;
    }
    return putBack;
  }

  /** All that was loaded will be loaded anew; packages stay as they are. */
  unload(): void {
    for (const path of Object.keys(this.#require.cache)) {
      if (this.#isOurs(path)) Reflect.deleteProperty(this.#require.cache, path);
    }
    this.#loaded = new Set();
    forgetAll();
  }

  #isOurs(path: string): boolean {
    const within = relative(this.#root, path);
    return !/^(\.\.|node_modules|tests\/trust\/mutants)\/(?!each-action)/.test(within);
  }
}
