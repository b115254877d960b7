import type { Act } from './act';
import { buying } from './buying';
import { counter } from './counter';
import { deals } from './deals';
import { keepingShop } from './keeping-shop';
import { looking } from './looking';
import { errors } from './mistakes';
import { nextDoor } from './next-door';
import { odd } from './odd';
import { people } from './people';
import { turningPages } from './turning-pages';

/** Everything that people do of their own accord. */
export const acts: readonly Act[] = [
  ...[
    ...buying,
    ...counter,
    ...keepingShop,
    ...deals,
    ...people,
    ...looking,
    ...turningPages,
    ...odd,
    ...errors,
    ...nextDoor,
  ],
];
