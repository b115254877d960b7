import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A data directory serves one local cloud at a time: two would each write over what the other has acknowledged. */
export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly processId: number,
  ) {
    super(
      `The data in ${directory} is in use by the process ${String(processId)}; end it, or choose another --data DIR.`,
    );
  }
}

/** Takes a data directory; gives how to let it go. What a process that no longer lives had taken is free. */
export function occupy(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'process-id');
  const mine = lifeOf(process.pid) ?? '';
  const owner = read(file);
  const processId = Number(owner?.split(' ')[0]);
  if (owner !== undefined && owner !== mine && owner === lifeOf(processId))
    throw new DirectoryInUse(directory, processId);
  writeFileSync(file, mine);
  return () => {
    if (read(file) === mine) rmSync(file, { force: true });
  };
}

/**
 * One life of a process: its number and, where the system tells (Linux, proc(5)), when it began, since numbers come
 * again. Nothing for one that has ended, though its parent may not have taken notice yet.
 */
function lifeOf(processId: number): string | undefined {
  const [state, ...fields] =
    read(`/proc/${String(processId)}/stat`)
      ?.replace(/^.*\) /s, '')
      .split(' ') ?? [];
  if (state !== undefined) return state === 'Z' ? undefined : `${String(processId)} ${fields[18] ?? ''}`;
  try {
    process.kill(processId, 0);
    return `${String(processId)} `;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
