import { writeSync } from 'node:fs';
import { Durable } from './durable';
import { testEngine } from './test-engine';

/**
 * What the durability test kills: writes pairs of documents, each pair in one transaction of the engine, and says the
 * number of a pair on standard output once it is on disk.
 */
async function writePairs(directory: string): Promise<never> {
  const { engine } = testEngine();
  const durable = Durable.open(directory, engine);
  for (let pair = engine.count('c', {}) / 2; ; pair++) {
    const transactionId = engine.begin();
    for (const half of ['left', 'right']) {
      engine.insert('c', [{ _id: `${half} ${String(pair)}`, pair, at: new Date(pair) }], { transactionId });
    }
    engine.commit(transactionId);
    await durable.committed();
    writeSync(1, `${String(pair)}\n`);
  }
}

void writePairs(process.argv[2] ?? '');
