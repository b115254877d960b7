import { paths, type Rule } from './rules';

/** A secret that lies where it can be read: in which file and line (from 1; 0 is the file itself), and of what kind. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  /** The text that looks like a secret. Nobody prints it: a journal is read by others. */
  readonly text: string;
}

/** A file's text, under the path that a finding names. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Everything in these files that looks like a secret by these rules, or by the file's name. */
export function search(sources: Iterable<Source>, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  for (const { path, text } of sources) {
    for (const { name, pattern } of paths) {
      if (pattern.test(path)) findings.push({ path, line: 0, rule: name, text: path });
    }
    for (const rule of rules) findings.push(...found(rule, path, text));
  }
  return findings;
}

function found({ name, pattern, isSecret }: Rule, path: string, text: string): Finding[] {
  return [...text.matchAll(pattern)]
    .filter((match) => isSecret?.(match[1] ?? match[0]) ?? true)
    .map((match) => ({ path, line: lineOf(text, match.index), rule: name, text: match[0] }));
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
