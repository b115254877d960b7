import * as z from 'zod/mini';

/** What an installation must say before anything runs. */
export interface Config {
  /** The newest first; older ones are still believed, so that keys can be rotated. */
  readonly secrets: readonly [string, ...string[]];
  /** People who may create merchants. */
  readonly operators: readonly string[];
  /** The cloud environment that WeChat Pay sends its notices to. */
  readonly environmentId: string;
  /** The link before a token in a QR code. */
  readonly qrPrefix: string;
  /** One-time message templates by kind of message; a kind without one is only in the inbox. */
  readonly templates: Readonly<Record<string, string>>;
}

const list = (separator: string) => (text: string) => text.split(separator).filter((part) => part !== '');

const environment = z.object({
  TUANQUAN_SECRET: z.string().check(z.regex(/^[^,]{32,}(,[^,]{32,})*$/)),
  TUANQUAN_OPERATORS: z.string().check(z.minLength(1)),
  TUANQUAN_ENV: z.string().check(z.minLength(1)),
  TUANQUAN_QR_PREFIX: z.string().check(z.regex(/^https:\/\/\S+[/=]$/)),
  TUANQUAN_TEMPLATES: z.optional(z.string().check(z.regex(/^(\w+=[\w-]+)(,\w+=[\w-]+)*$/))),
});

/** Reads the configuration from a function's environment; the error names everything that is missing or wrong. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`The function's environment lacks, or has wrong: ${names}. See README, "Configuration".`);
  }
  const [first = '', ...older] = list(',')(parsed.data.TUANQUAN_SECRET);
  return {
    secrets: [first, ...older],
    operators: list(',')(parsed.data.TUANQUAN_OPERATORS),
    environmentId: parsed.data.TUANQUAN_ENV,
    qrPrefix: parsed.data.TUANQUAN_QR_PREFIX,
    templates: Object.fromEntries(
      list(',')(parsed.data.TUANQUAN_TEMPLATES ?? '').map((pair) => pair.split('=', 2) as [string, string]),
    ),
  };
}
