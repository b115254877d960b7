import { runCommand } from '../progress';
import type { Part } from './part';
import { trust } from './table';

const sound = { cases: 2, passed: 2, ms: 0, violations: [] };

/** Parts that go wrong in every way that a part can: what tries the table itself. */
const oddParts: readonly Part[] = [
  { name: 'sound', says: 'as it should be', run: () => Promise.resolve(sound) },
  { name: 'throws', says: 'an error', run: () => Promise.reject(new Error('no disk')) },
  { name: 'idle', says: 'nothing tried', run: () => Promise.resolve({ ...sound, cases: 0, passed: 0 }) },
  { name: 'dies', says: 'an end without a word', run: () => process.exit(3) },
  {
    name: 'violated',
    says: 'something found',
    run: () => Promise.resolve({ ...sound, passed: 1, violations: ['I5: too many seats'] }),
  },
];

runCommand((words) => trust(words, oddParts));
