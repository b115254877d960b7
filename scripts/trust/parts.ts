import * as months from '../../simulation/months/run';
import * as twice from '../../simulation/months/twice';
import * as sweep from '../../simulation/sweep-run';
import * as callers from '../../tests/trust/callers';
import * as guessing from '../../tests/trust/codes/guessing';
import * as keys from '../../tests/trust/codes/keys';
import * as fuzz from '../../tests/trust/fuzz/fuzz';
import * as notices from '../../tests/trust/fuzz/notices';
import * as kill from '../../tests/trust/kill/kill';
import * as everyMutant from '../../tests/trust/mutants/every-mutant';
import * as named from '../../tests/trust/mutants/named-mutants';
import * as permissions from '../../tests/trust/permissions';
import * as sources from '../../tests/trust/sources';
import { night, type Part } from './part';

/** Everything that the shop's trust rests on, in the order of the table. */
export const parts: readonly Part[] = [
  {
    name: 'crashes',
    says: 'a call of a flow ended, unanswered or busy, notices and timers in every way',
    run: (report, { crashes }, seed) => sweep.run(report, crashes === undefined ? {} : { sample: crashes, seed }),
  },
  {
    name: 'pairs',
    says: 'two calls of a flow ended, unanswered or busy',
    run: (report, { pairs }, seed) => sweep.run(report, { pairs: true, sample: pairs, seed }),
  },
  {
    name: 'months',
    says: 'months of trade by chance, with mishaps',
    run: (report, size, seed) => months.run(report, { seed, months: size.months, isWhole: size === night }),
  },
  {
    name: 'twice',
    says: 'months of two days, each traded two times to the same end',
    run: (report, size, seed) => twice.run(report, { seed, months: size.twice }),
  },
  { name: 'permissions', says: 'each role, each action, each owner', run: (report) => permissions.run(report) },
  { name: 'sources', says: 'timers and notices called by others', run: (report) => sources.run(report) },
  { name: 'callers', says: 'who calls, whatever the event says he is', run: (report) => callers.run(report) },
  {
    name: 'inputs',
    says: 'hostile inputs to each action',
    run: (report, { inputs }, seed) => fuzz.run(report, { seed, inputs }),
  },
  {
    name: 'notices',
    says: 'spoilt notices of WeChat Pay',
    run: (report, size, seed) => notices.run(report, { seed, inputs: size.notices }),
  },
  {
    name: 'guesses',
    says: 'codes and secrets guessed for a day',
    run: (report, { guessStepMs }, seed) => guessing.run(report, { stepMs: guessStepMs, seed }),
  },
  { name: 'keys', says: 'tampered tokens, rotated keys', run: (report) => keys.run(report) },
  {
    name: 'kills',
    says: 'kill -9 under load',
    run: (report, { kills }, seed) => kill.run(report, { kills, seed }),
  },
  {
    name: 'defects',
    says: 'named defects planted, and noticed by the test that should',
    run: (report) => named.run(report),
  },
  {
    name: 'mutants',
    says: 'rules changed in every way a tool can, each tried anew, and a test notices; 95 % are enough',
    isNightly: true,
    run: (report) => everyMutant.run(report, { isFresh: true }),
  },
];
