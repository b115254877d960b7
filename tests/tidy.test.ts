import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { rules, violations } from './support/tidy-rules';

const root = join(__dirname, '..');

/** Tracked files and new ones, without what is ignored and what was deleted but is not yet committed so. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8'), bytes: statSync(join(root, path)).size }));

test.each(Object.keys(rules))('tidy: %s', (name) => {
  expect(violations(files, [name])).toEqual([]);
});
