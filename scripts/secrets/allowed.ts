import type { Finding } from './search';

/** Something that looks like a secret and is none: where, as which kind, with what in it, and why it may stay. */
export interface Allowance {
  readonly path: RegExp;
  readonly rule: string;
  /** What is the same in all that is meant. */
  readonly text: RegExp;
  readonly reason: string;
}

/** All that may look like a secret here. What nothing needs any more is refused, as a secret is. */
export const allowances: readonly Allowance[] = [
  {
    path: /^tests\/trust\/previous-release\/\w+\.jsonl$/,
    rule: 'random value with a telling name',
    text: /"VVNT\.[A-Z0-9]{23}\./,
    reason: 'tokens of vouchers that the previous release showed in a test, signed with a key that only tests have',
  },
];

/** What must not be there, and which allowances nothing needs, each as a sentence that holds no secret. */
export function objections(findings: readonly Finding[], allowed: readonly Allowance[]): string[] {
  const covers = ({ path, rule, text }: Allowance, finding: Finding): boolean =>
    rule === finding.rule && path.test(finding.path) && text.test(finding.text);
  const unneeded = allowed.filter((allowance) => !findings.some((finding) => covers(allowance, finding)));
  return [
    ...findings.filter((finding) => !allowed.some((allowance) => covers(allowance, finding))).map(sentence),
    ...unneeded.map(
      ({ path, rule }) => `nothing in ${String(path)} looks like "${rule}" any more: take it off the list`,
    ),
  ];
}

function sentence({ path, line, rule, version }: Finding): string {
  const place = line > 0 ? `${path}:${line}` : path;
  return version === undefined ? `${place}: ${rule}` : `${place}: ${rule}, in the history as ${version.slice(0, 10)}`;
}
