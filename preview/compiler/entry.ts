import { posix, relative, sep } from 'node:path';

import type { AppConfig } from '../app';
import type { SourceApp } from './graph';

/** What the generated entry is made of, besides the sources. */
export interface EntryParts {
  readonly appid: string;
  readonly scopes: ReadonlyMap<string, string>;
  /** A JavaScript expression in a scope that has `wxs`. */
  readonly templates: string;
}

/** The script that the phone starts with; paths in it are relative to `folder`. */
export function entryScript(folder: string, phone: string, app: SourceApp, parts: EntryParts): string {
  const from = (file: string) => JSON.stringify(relativePath(folder, file));
  const components = app.components.map(({ id, config, own, script }) => {
    const scope = parts.scopes.get(id);
    const fields = JSON.stringify({ id, config, own, ...(scope === undefined ? {} : { scope }) });
    return `{ ...${fields}, load: () => require(${from(script)}) }`;
  });
  return `import { startPhone } from ${from(`${phone}/start.ts`)};
import { wxs } from ${from(`${phone}/wxs.ts`)};
startPhone({
  appid: ${JSON.stringify(parts.appid)},
  config: ${JSON.stringify(app.config satisfies AppConfig)},
  components: [${components.join(',\n')}],
  templates: ${parts.templates},
  load: () => require(${from(app.script)}),
});
`;
}

function relativePath(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('.') ? path : posix.join('.', path).replace(/^(?!\.)/, './');
}
