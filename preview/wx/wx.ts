import { isBuiltInTag } from '../compiler/tags';
import type { Phone } from '../phone/phone';
import { audio } from './audio';
import { canIUse } from './can-i-use';
import { followClock } from './clock';
import { cloud } from './cloud';
import { device } from './device';
import { dialogs } from './dialogs';
import type { Family, MakeFamily } from './family';
import { files } from './files';
import { life } from './life';
import { media } from './media';
import { closedTo } from './missing';
import { nodes } from './nodes';
import { open } from './open';
import { pageArea } from './page-area';
import { payment } from './payment';
import { permission } from './permission';
import { routing } from './routing';
import { scan } from './scan';
import { share } from './share';
import { storage } from './storage';
import { subscribe } from './subscribe';
import { surroundings } from './surroundings';

const families: readonly MakeFamily[] = [
  ...[routing, dialogs, pageArea, storage, cloud, payment, scan, subscribe, share, device, surroundings, life],
  ...[audio, media, files, permission, open, nodes],
];

/** All of `wx` for one phone: what is not there is missing by name. */
export function createWx(phone: Phone): Family {
  const members: Family = Object.assign({}, ...families.map((make) => make(phone))) as Family;
  const all: Family = { ...members, canIUse: (schema: string) => canIUse(members, isBuiltInTag, schema) };
  return closedTo(phone, 'wx', all);
}

/**
 * Gives the mini-program its `wx` and, unless the address says `clock=own`, the local cloud's time.
 */
export function installWx(phone: Phone): void {
  if (new URLSearchParams(location.search).get('clock') !== 'own') followClock();
  Object.assign(globalThis, { wx: createWx(phone) });
}
