import { join } from 'node:path';

import { packNpm } from './pack-npm';
import { runCommand } from './progress';
import { allowances, objections } from './secrets/allowed';
import { everywhere, onPhones } from './secrets/rules';
import { search, type Finding, type Source } from './secrets/search';
import { clientSources, functionSources, historySources, repositorySources } from './secrets/sources';

/**
 * What looks like a secret in a repository, in all that was ever committed to it, and in the cloud functions and the
 * mini-program within it, and how many files were read.
 */
export function searchAll(root: string): { readonly files: number; readonly findings: readonly Finding[] } {
  let files = 0;
  function* counted(sources: Iterable<Source>): Generator<Source> {
    for (const source of sources) {
      files += 1;
      yield source;
    }
  }
  const findings = [
    ...search(counted(repositorySources(root)), everywhere),
    ...search(counted(historySources(root)), everywhere),
    ...search(counted(functionSources(join(root, 'dist'))), everywhere),
    ...search(counted(clientSources(join(root, 'miniprogram'))), onPhones),
  ];
  return { files, findings };
}

/** Looks for secrets in every file of the repository, of its history and of both uploads; fails if there is one. */
async function secrets(): Promise<void> {
  const root = join(__dirname, '..');
  await packNpm(root);
  const { files, findings } = searchAll(root);
  const sentences = objections(findings, allowances);
  for (const sentence of sentences) console.log(sentence);
  const listed = `${findings.length} places look like one and are listed with a reason`;
  console.log(
    sentences.length === 0
      ? `${files} files read, no secret among them; ${listed}.`
      : `${files} files read, ${sentences.length} objections. A secret that was ever committed is known: replace it.`,
  );
  if (sentences.length > 0) process.exitCode = 1;
}

if (process.argv[1] === __filename) runCommand(secrets);
