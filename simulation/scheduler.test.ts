import { expect, test } from '@jest/globals';
import { Chance } from './chance';
import { Scheduler } from './scheduler';

/** Two runners that ask three times each; gives the order in which they were served. */
async function served(seed: number): Promise<string> {
  const scheduler = new Scheduler(new Chance(seed));
  const log: string[] = [];
  const walk = async (name: string): Promise<void> => {
    const runner = { onStuck: (error: Error) => log.push(error.message) };
    scheduler.enter(runner);
    for (let step = 0; step < 3; step += 1) {
      await new Promise<void>((resolve) => {
        scheduler.ask(runner, () => {
          log.push(name);
          resolve();
          return Promise.resolve();
        });
      });
    }
    scheduler.leave(runner);
  };
  await Promise.all([walk('a'), walk('b')]);
  return log.join('');
}

test('scheduler: seeds reach every order that two runners can take, and each its own again', async () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) orders.add(await served(seed));
  // Six requests, three of each: 20 ways to mix them.
  expect(orders.size).toBe(20);
  expect(await served(11)).toBe(await served(11));
});

test('scheduler: one runner begins when all others wait, however long they take to ask', async () => {
  const scheduler = new Scheduler(new Chance(1));
  const log: string[] = [];
  const walk = (name: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const runner = { onStuck: reject };
      const serve = (): Promise<void> => {
        scheduler.leave(runner);
        resolve();
        return Promise.resolve();
      };
      scheduler.enter(runner, () => {
        log.push(`${name} begins`);
        setImmediate(() => {
          log.push(`${name} asks`);
          scheduler.ask(runner, serve);
        });
      });
    });
  await Promise.all([walk('a'), walk('b')]);
  expect(log).toEqual(['a begins', 'a asks', 'b begins', 'b asks']);
});

test('scheduler: a runner that neither asks nor ends is told so, and holds nobody up for ever', async () => {
  const scheduler = new Scheduler(new Chance(1));
  const stuck = await new Promise<Error>((resolve) => {
    scheduler.enter({
      onStuck: (error) => {
        resolve(error);
      },
    });
  });
  expect(stuck.message).toBe('a run neither asks for anything nor ends');
});

test('chance: draws lie in their range and reach all of it', () => {
  const chance = new Chance('any', 1);
  const draws = Array.from({ length: 1000 }, () => chance.below(10));
  expect(new Set(draws)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  expect(chance.bytes(5)).toHaveLength(5);
  expect(new Chance('any', 1).bytes(8)).toEqual(new Chance('any', 1).bytes(8));
  expect(new Chance('any', 1).bytes(8)).not.toEqual(new Chance('any', 2).bytes(8));
});
