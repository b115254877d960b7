import { racesAtOnce } from './at-once';
import { racesInTime } from './in-time';
import type { Race } from './race';

/** W1 to W12: every write skew of this trade. */
export const races: readonly Race[] = [...racesAtOnce, ...racesInTime];
