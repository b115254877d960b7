import { racesAtOnce } from './at-once';
import { racesInTime } from './in-time';
import type { Race } from './race';
import { racesTooLate } from './too-late';
import { racesOfTries } from './tries';
import { racesWithNotices } from './misfits';

/** W1 to W12: every write skew of this trade; W13 to W16: tries that meet, and ends; N1: notices that do not fit. */
export const races: readonly Race[] = [
  ...racesAtOnce,
  ...racesInTime,
  ...racesOfTries,
  ...racesTooLate,
  ...racesWithNotices,
];
