import { posix } from 'node:path';

/** What one file names in another: as it stands there, and which kind of file is meant. */
export interface Reference {
  readonly specifier: string;
  readonly means: 'component' | 'script' | 'file';
}

const scripts = /(?:\bfrom|\bimport|\brequire\()\s*(["'])([@\w.][\w./@-]*)\1/g;

const patterns: Readonly<Record<string, readonly [means: Reference['means'], pattern: RegExp]>> = {
  '.js': ['script', scripts],
  '.ts': ['script', scripts],
  '.wxs': ['file', /\brequire\(\s*(["'])([^"']+)\1/g],
  '.wxml': ['file', /<(?:wxs|import|include)\b[^>]*\bsrc=(["'])([^"']+)\1/g],
  '.wxss': ['file', /@import\s+(["'])([^"']+)\1/g],
};

const TYPE_IMPORT = /\b(?:import|export) type [^;]*;/g;
const RELATION = /"(\.{1,2}\/[\w./-]+)":\{type:"(?:ancestor|descendant|parent|child)"/g;

/** Everything that a file of a mini-program loads: of a JSON file its components, of others what they import. */
export function referencesIn(path: string, text: string): Reference[] {
  const found: Reference[] = [];
  renameReferences(path, path.endsWith('.ts') ? text.replace(TYPE_IMPORT, '') : text, (reference) => {
    found.push(reference);
    return reference.specifier;
  });
  return found;
}

/** The same text, with each reference replaced by what `rename` makes of it. */
export function renameReferences(path: string, text: string, rename: (reference: Reference) => string): string {
  if (path.endsWith('.json')) return renameComponents(text, (specifier) => rename({ specifier, means: 'component' }));
  const [means, pattern] = patterns[posix.extname(path)] ?? [];
  if (!means || !pattern) return text;
  return text.replace(pattern, (whole, quote: string, specifier: string) =>
    whole.replace(quote + specifier + quote, () => quote + rename({ specifier, means }) + quote),
  );
}

function renameComponents(json: string, rename: (specifier: string) => string): string {
  const config = JSON.parse(json) as { readonly usingComponents?: Readonly<Record<string, string>> };
  if (!config.usingComponents) return json;
  const renamed = Object.entries(config.usingComponents).map(([tag, specifier]) => [tag, rename(specifier)] as const);
  return JSON.stringify({ ...config, usingComponents: Object.fromEntries(renamed) });
}

/** The components that a component finds around or within itself: it knows them by their path, so they lie together. */
export function relationsIn(script: string): string[] {
  return [...script.matchAll(RELATION)].map((match) => match[1] ?? '');
}
