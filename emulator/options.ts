import { resolve } from 'node:path';

/** How the local cloud is to be started. */
export interface StartOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Where everything is kept; absent: nothing outlives the process. */
  readonly dataDirectory?: string;
  /** One unclaimed merchant and nothing else. */
  readonly isEmpty: boolean;
  /** Queries that need an index and have none fail; functions print nothing. */
  readonly isTest: boolean;
}

const DEFAULT_PORT = 8787;
const DEFAULT_DIRECTORY = '.local-cloud';

/** What is wrong with the command line, in one sentence for whoever typed it. */
export class UsageFailure extends Error {}

/** Reads the command line: `--port N`, `--data DIR`, `--ephemeral`, `--empty`, `--test`. Throws a UsageFailure. */
export function readOptions(words: readonly string[]): StartOptions {
  const options = {
    port: DEFAULT_PORT,
    directory: DEFAULT_DIRECTORY,
    isEphemeral: false,
    isEmpty: false,
    isTest: false,
  };
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--port') options.port = portOf(left.shift());
    else if (word === '--data') options.directory = directoryOf(left.shift());
    else if (word === '--ephemeral') options.isEphemeral = true;
    else if (word === '--empty') options.isEmpty = true;
    else if (word === '--test') options.isTest = true;
    else throw unknown(word);
  }
  const { port, directory, isEphemeral, isEmpty, isTest } = options;
  return { port, isEmpty, isTest, ...(isEphemeral ? {} : { dataDirectory: resolve(directory) }) };
}

function portOf(word: string | undefined): number {
  if (word !== undefined && /^\d{1,5}$/.test(word) && Number(word) <= 65_535) return Number(word);
  throw new UsageFailure('--port takes a number from 0 (any free one) to 65535.');
}

function directoryOf(word: string | undefined): string {
  if (word !== undefined && word !== '' && !word.startsWith('--')) return word;
  throw new UsageFailure('--data takes the name of a directory.');
}

/** npm keeps options to itself that do not come after `--`, and passes on what is left of them. */
function unknown(word: string): UsageFailure {
  if (word.startsWith('--')) {
    return new UsageFailure(`Unknown option ${word}; there are --port N, --data DIR, --ephemeral, --empty.`);
  }
  return new UsageFailure(`Put "--" before the options, as in: npm start -- --port 0 (got only "${word}").`);
}
