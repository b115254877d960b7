import type { Engine } from '../engine/engine';
import { EngineFailure } from '../engine/failure';

/** How often a waiting write looks whether the transaction in its way has grown too old, in real time. */
const EXPIRY_CHECK_MS = 500;

/**
 * Writes as soon as no open transaction holds the document: a write outside a transaction waits for one, as in MongoDB.
 * A write inside a transaction never waits, because the engine refuses it as a conflict instead.
 */
export async function whenFree<T>(engine: Engine, write: () => T): Promise<T> {
  for (;;) {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.held === undefined) throw error;
      await released(engine, error.held);
    }
  }
}

async function released(engine: Engine, { collection, id }: NonNullable<EngineFailure['held']>): Promise<void> {
  const expiryCheck = setInterval(() => engine.dropExpired(), EXPIRY_CHECK_MS);
  try {
    await engine.whenFree(collection, id);
  } finally {
    clearInterval(expiryCheck);
  }
}
