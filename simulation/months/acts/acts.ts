import type { Act } from './act';
import { buying } from './buying';
import { counter } from './counter';
import { keepingShop } from './keeping-shop';
import { looking } from './looking';
import { nextDoor } from './next-door';
import { odd } from './odd';

/** Everything that people do of their own accord. */
export const acts: readonly Act[] = [...buying, ...counter, ...keepingShop, ...looking, ...odd, ...nextDoor];
