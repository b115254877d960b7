import { expect, test } from '@jest/globals';
import { aGroup, aSeat, NOON } from '../views/documents-for-tests';
import { fillableSeats, type Group } from './group';

const seats = { A: aSeat('ming', { leads: true }), B: aSeat('hong') };
const ofFive = aGroup({ size: 5, left: 3, missing: 3, seats });
const fills = (n: number): Group['fills'] =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`F${String(i)}`, { n: 0, at: NOON, by: 'wang' }]));

test.each<[string, Group, number]>([
  ['is open with two who paid', ofFive, 3],
  ['has a seat that is being paid', { ...ofFive, left: 2, held: 1 }, 2],
  ['has one who paid', aGroup({ size: 5, left: 4, missing: 4 }), 0],
  ['is tiered', { ...ofFive, rules: { ...ofFive.rules, mode: 'tiered' } }, 0],
  ['is over', { ...ofFive, expiresAt: NOON }, 0],
  ['was filled nineteen times', { ...ofFive, fills: fills(19) }, 3],
  ['was filled twenty times', { ...ofFive, fills: fills(20) }, 0],
])('a group that %s: so many seats may be filled', (_, group, seatsToFill) => {
  expect(fillableSeats(group, NOON)).toBe(seatsToFill);
});
