import { describe, expect, test } from '@jest/globals';

import { Faults, type Fault, type FaultPlace } from './faults';

const place: FaultPlace = { function: 'api', action: 'createOrder', call: 'database.insertDocument', index: 3 };

describe('Faults', () => {
  test.each<[string, Fault['match'], boolean]>([
    ['nothing', {}, true],
    ['the function', { function: 'api' }, true],
    ['another function', { function: 'expire' }, false],
    ['the api action', { action: 'createOrder' }, true],
    ['the gateway action', { action: 'database.insertDocument' }, true],
    ['another action', { action: 'getDeal' }, false],
    ['the call by name', { call: 'database.insertDocument' }, true],
    ['the api action as a call', { call: 'createOrder' }, false],
    ['the call by number', { function: 'api', call: 3 }, true],
    ['another number', { call: 2 }, false],
  ])('Faults: a match that names %s', (_, match, strikes) => {
    const faults = new Faults();
    faults.replace([{ match, kind: 'die-before' }]);
    expect(faults.take(['die-before', 'die-after'], place)).toBe(strikes ? 'die-before' : undefined);
    expect(faults.take(['delay'], place)).toBeUndefined();
  });

  test('Faults: the nth match only, counted from the last replacement', () => {
    const faults = new Faults();
    const second: Fault = { match: { call: 'database.insertDocument' }, kind: 'lose-answer', nth: 2 };
    const strikes = (): (string | undefined)[] => [1, 2, 3].map(() => faults.take(['lose-answer'], place));
    faults.replace([second]);
    expect(strikes()).toEqual([undefined, 'lose-answer', undefined]);
    faults.replace([second]);
    expect(strikes()).toEqual([undefined, 'lose-answer', undefined]);
    faults.replace([]);
    expect(strikes()).toEqual([undefined, undefined, undefined]);
  });

  test('Faults: a match counts also where an earlier fault strikes', () => {
    const faults = new Faults();
    faults.replace([
      { match: {}, kind: 'delay', nth: 1 },
      { match: {}, kind: 'die-after', nth: 2 },
    ]);
    expect([1, 2].map(() => faults.take(['delay', 'die-after'], place))).toEqual(['delay', 'die-after']);
  });

  test('Faults: threatens only the functions and with the kinds that it could strike', () => {
    const faults = new Faults();
    faults.replace([{ match: { function: 'expire' }, kind: 'timer-skip' }]);
    expect(faults.threaten(['timer-skip'], 'expire')).toBe(true);
    expect(faults.threaten(['timer-skip'], 'settle')).toBe(false);
    expect(faults.threaten(['delay'], 'expire')).toBe(false);
  });
});
