import type { Package, Place } from './packages';

/** A weakness that the registry knows of: of which package, how bad in npm's words, and whether it is repaired. */
export interface Weakness {
  readonly name: string;
  readonly severity: string;
  readonly titles: readonly string[];
  readonly places: readonly Place[];
  readonly isRepaired: boolean;
}

/** A package that the project names, and the newest version of it. */
export interface Newer {
  readonly name: string;
  readonly current: string;
  readonly latest: string;
}

interface Audited {
  readonly vulnerabilities?: Readonly<
    Record<
      string,
      {
        readonly severity: string;
        readonly via: readonly (string | { readonly title: string })[];
        readonly nodes: readonly string[];
        readonly fixAvailable: unknown;
      }
    >
  >;
  readonly message?: string;
}

type Said = Readonly<Record<string, { readonly current?: string; readonly latest?: string }>>;

const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'];

/**
 * What `npm audit --json` said, worst first; what only uses a weak package is left out, as that one is named itself.
 * A text: why nothing is known, in npm's words: mirrors and closed networks have no such endpoint.
 */
export function weaknessesIn(audited: string, packages: readonly Package[]): readonly Weakness[] | string {
  const { vulnerabilities, message } = (parsed(audited) ?? {}) as Audited;
  if (!vulnerabilities) return message ?? 'npm audit said nothing that could be read';
  return Object.entries(vulnerabilities)
    .map(([name, { severity, via, nodes, fixAvailable }]) => ({
      ...{ name, severity, titles: via.flatMap((cause) => (typeof cause === 'string' ? [] : [cause.title])) },
      places: [...new Set(nodes.flatMap((path) => packages.find((each) => each.path === path)?.places ?? []))],
      isRepaired: fixAvailable !== false,
    }))
    .filter(({ titles }) => titles.length > 0)
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** What `npm outdated --json` said; a text: why nothing is known. */
export function newerIn(outdated: string): readonly Newer[] | string {
  const said = parsed(outdated) as Said | undefined;
  if (!said || 'error' in said) return 'npm outdated said nothing that could be read';
  return Object.entries(said).map(([name, { current = '', latest = '' }]) => ({ name, current, latest }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return undefined;
  }
}
