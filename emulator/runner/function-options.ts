import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

/** What a function's config.json says about it. */
export interface FunctionOptions {
  /** How long one run may take, in real time. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** The openapi calls that it may make. */
  readonly permissions: readonly string[];
  /** When its timer runs it: seven fields, UTC+8. */
  readonly cron?: string;
  readonly triggerName?: string;
}

/** Without further settings a function gets 3 s and 256 MB (docs.cloudbase.net, cloud-function/how-works). */
const TIMEOUT_DEFAULT_S = 3;
const MEMORY_DEFAULT_MB = 256;

/** WeChat takes one trigger per function from config.json (developers.weixin.qq.com, cloud functions, triggers). */
const config = z.object({
  permissions: z.object({ openapi: z.array(z.string()).default([]) }).default({ openapi: [] }),
  triggers: z
    .array(z.object({ name: z.string(), type: z.literal('timer'), config: z.string() }))
    .max(1)
    .default([]),
  timeout: z.number().positive().max(900).default(TIMEOUT_DEFAULT_S),
  memorySize: z.number().int().min(64).max(3072).default(MEMORY_DEFAULT_MB),
});

/**
 * Reads a function's config.json; without one everything is as by default. Throws when it is not as WeChat takes it.
 */
export function readFunctionOptions(folder: string): FunctionOptions {
  const path = join(folder, 'config.json');
  return optionsIn(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}, path);
}

/** What a config.json says. Throws, with the name that the file has, when it is not as WeChat takes it. */
export function optionsIn(content: unknown, file: string): FunctionOptions {
  const parsed = config.safeParse(content);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  const { timeout, memorySize, permissions, triggers } = parsed.data;
  const [trigger] = triggers;
  return {
    timeoutMs: timeout * 1000,
    memoryMb: memorySize,
    permissions: permissions.openapi,
    ...(trigger ? { cron: trigger.config, triggerName: trigger.name } : {}),
  };
}
