import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { SourceComponent } from './graph';
import { isBuiltInTag } from './tags';
import type { Warn } from './warnings';
import { tagsIn } from './wxml';

const ADDRESSES = new Set(['src', 'url', 'href', 'poster']);
const REMOTE = /^(?:https?:)?\/\//i;

/** Warns of addresses elsewhere in a template: a phone without the internet would show nothing there. */
export function warnOfRemote(file: string, source: string, warn: Warn): void {
  for (const { attributes, line } of tagsIn(source))
    for (const [name, value] of attributes)
      if (ADDRESSES.has(name) && REMOTE.test(value)) warn(file, `${line}: remote address ${value}`);
}

/** Warns of tags that nobody defines and of pictures that are not there, in an own template. */
export function checkTemplate(root: string, file: string, source: string, user: SourceComponent, warn: Warn): void {
  const known = { ...user.config.usingComponents, ...user.config.componentGenerics };
  for (const { name, attributes, line } of tagsIn(source)) {
    if (!isBuiltInTag(name) && !(name in known)) warn(file, `${line}: unknown tag <${name}>`);
    const picture = name === 'image' ? attributes.get('src') : undefined;
    if (picture && isLocal(picture) && !existsSync(localPath(root, file, picture)))
      warn(file, `${line}: picture "${picture}" is not found`);
  }
}

function isLocal(src: string): boolean {
  return !src.includes('{{') && !/^[a-z]+:|^\/\//i.test(src);
}

function localPath(root: string, file: string, src: string): string {
  return join(root, src.startsWith('/') ? src : posix.join(posix.dirname(file), src));
}
