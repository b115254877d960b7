const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Longer than any install or build; a lock older than this was left by a process that died. */
const LOCK_AGE_MAX_MS = 600_000;
const POLL_MS = 200;

/**
 * Runs `work` while no other process holds the lock directory `path`; waits for its turn first.
 * The lock appears and disappears by renaming, so that it never exists without the process id in it.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once if somebody else holds the lock
 * @returns {Promise<T>}
 */
async function withLock(path, work, onWait) {
  const mine = `${path}.${String(process.pid)}.${String(performance.now())}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'pid'), String(process.pid));
  for (let waited = false; !take(mine, path); waited = true) {
    if (!waited) onWait?.();
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    removeIfAbandoned(path);
  }
  try {
    return await work();
  } finally {
    renameSync(path, mine);
    rmSync(mine, { recursive: true });
  }
}

/** @param {string} mine @param {string} path */
function take(mine, path) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    renameSync(mine, path);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** @param {string} path */
function removeIfAbandoned(path) {
  try {
    const owner = readFileSync(join(path, 'pid'), 'utf8');
    if (isAlive(Number(owner)) && Date.now() - statSync(path).mtimeMs < LOCK_AGE_MAX_MS) return;
    // Two who find the same dead owner rename to the same name: the second one fails and takes nobody's lock away.
    const abandoned = `${path}.of-${owner}`;
    renameSync(path, abandoned);
    rmSync(abandoned, { recursive: true });
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

module.exports = { withLock };
