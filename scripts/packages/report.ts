import type { Package, Place } from './packages';
import type { Newer, Weakness } from './registry';

/** What is told about the packages; a text in place of a list: why it is not known. */
export interface Findings {
  readonly packages: readonly Package[];
  readonly weaknesses: readonly Weakness[] | string;
  readonly newer: readonly Newer[] | string;
  /** What the project asks for without naming one version. */
  readonly unpinned: readonly string[];
}

const placesInWords: Readonly<Record<Place, string>> = {
  phones: 'on phones',
  functions: 'in the cloud functions',
  development: 'for development only',
};

const WIDTH = 110;

/** Licences under which code may be shipped as it is, as long as their notice goes with it. */
const FREE = /^(?:MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|Unlicense)$/;

/** The whole report, section by section: each says what it is about, then what was found, or that nothing was. */
export function dependencyReport(findings: Findings): readonly string[] {
  return [
    ...section('Packages', shipped(findings.packages)),
    ...section('Known weaknesses, by the registry (npm audit)', weak(findings.weaknesses)),
    ...section('Licences of what is shipped, other than free ones', licences(findings.packages)),
    ...section('Programs that run when they are installed', installers(findings.packages)),
    ...section('Not fixed to one version or checksum', loose(findings)),
    ...section('Newer versions (npm outdated)', newer(findings.newer)),
  ];
}

const section = (heading: string, lines: readonly string[]): readonly string[] => [
  heading,
  ...(lines.length === 0 ? ['none'] : lines).flatMap(folded),
  '',
];

/** A long line as several, indented, broken after commas. */
function folded(line: string): readonly string[] {
  const lines: string[] = [];
  let rest = `  ${line}`;
  while (rest.length > WIDTH) {
    const end = rest.lastIndexOf(', ', WIDTH) + 1;
    if (end <= 0) break;
    lines.push(rest.slice(0, end));
    rest = `   ${rest.slice(end)}`;
  }
  return [...lines, rest];
}

function shipped(packages: readonly Package[]): readonly string[] {
  return (['phones', 'functions', 'development'] as const).map((place) => {
    const there = packages.filter(({ places }) => places.includes(place));
    const names = there.map(({ name, version }) => `${name} ${version}`).join(', ');
    return `${there.length} ${placesInWords[place]}${place === 'development' ? '' : `: ${names}`}`;
  });
}

function weak(weaknesses: Findings['weaknesses']): readonly string[] {
  if (typeof weaknesses === 'string') return [`not known: ${weaknesses}`, 'ask again where npm’s own registry answers'];
  return weaknesses.map(({ name, severity, titles, places, isRepaired }) => {
    const where = places.map((place) => placesInWords[place]).join(' and ');
    return `${severity}: ${name}, ${where}: ${titles.join('; ')}${isRepaired ? ' (a newer version is repaired)' : ''}`;
  });
}

function licences(packages: readonly Package[]): readonly string[] {
  return packages
    .filter(({ places, licence }) => !places.includes('development') && !FREE.test(licence))
    .map(({ path, version, licence }) => `${path} ${version}: ${licence || 'its author names none'}`);
}

function installers(packages: readonly Package[]): readonly string[] {
  return packages
    .filter(({ runsOnInstall }) => runsOnInstall)
    .map(
      ({ path, version, places }) => `${path} ${version}, ${places.map((place) => placesInWords[place]).join(', ')}`,
    );
}

function loose({ packages, unpinned }: Findings): readonly string[] {
  const unsealed = packages.filter(({ isSealed }) => !isSealed).map(({ path }) => `${path} has no checksum`);
  return [...unpinned.map((name) => `${name} is asked for in a range of versions`), ...unsealed];
}

function newer(found: Findings['newer']): readonly string[] {
  if (typeof found === 'string') return [`not known: ${found}`];
  return found.map(({ name, current, latest }) => `${name} ${current}, by now ${latest}`);
}
