import { paths, type Rule } from './rules';

/** A secret that lies where it can be read: in which file and line (from 1; 0 is the file itself), and of what kind. */
export interface Finding {
  readonly path: string;
  /** In which version of the file, by git's name for it, where it was found in the history. */
  readonly version?: string;
  readonly line: number;
  readonly rule: string;
  /** The text that looks like a secret. Nobody prints it: a journal is read by others. */
  readonly text: string;
}

/** A file's text, under the path that a finding names. */
export interface Source {
  readonly path: string;
  readonly version?: string;
  readonly text: string;
}

/** Everything in these files that looks like a secret by these rules, or by the file's name. */
export function search(sources: Iterable<Source>, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  for (const { text, ...place } of sources) {
    for (const { name, pattern } of paths) {
      if (pattern.test(place.path)) findings.push({ ...place, line: 0, rule: name, text: place.path });
    }
    for (const rule of rules) findings.push(...found(rule, text).map((finding) => ({ ...place, ...finding })));
  }
  return findings;
}

function found({ name, pattern, isSecret }: Rule, text: string): Omit<Finding, 'path'>[] {
  return [...text.matchAll(pattern)]
    .filter((match) => isSecret?.(match[1] ?? match[0]) ?? true)
    .map((match) => ({ line: lineOf(text, match.index), rule: name, text: match[0] }));
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
