import { groupStatusAt, seatsTaken, type Group } from './group';

/** Cards of one group that are kept up to date: those shared last. */
export const CARDS_MAX = 5;

/** How long WeChat lets a card change (updatableMessage.createActivityId, read 2026-11-22). */
export const CARD_LIFE_MS = 24 * 3_600_000;

/** What a card in a chat says, in WeChat's words: 0 people are joining, 1 all are there, 2 it is over. */
export interface CardState {
  readonly state: 0 | 1 | 2;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** The page that a card of a group leads to. */
export const pageOfGroup = (groupId: string): string => `pages/group/group?groupId=${groupId}`;

/** How many are in a group, and how many it takes (updatable-message guide, read 2026-11-22). */
export const cardCounts = (group: Pick<Group, 'size' | 'missing'>): CardState['parameters'] => [
  { name: 'member_count', value: String(seatsTaken(group)) },
  { name: 'room_limit', value: String(group.size) },
];

/** What the cards of a group should say at an instant. */
export function cardState(group: Group, now: number): CardState {
  switch (groupStatusAt(group, now)) {
    case 'open':
      return { state: 0, parameters: cardCounts(group) };
    case 'formed':
      return {
        state: 1,
        parameters: [
          { name: 'path', value: pageOfGroup(group._id) },
          { name: 'version_type', value: 'release' },
        ],
      };
    case 'failed':
      return { state: 2, parameters: [] };
  }
}

/** What a group's cards say, in a word that is another whenever they should be told. */
export const cardWord = (group: Group, now: number): string =>
  groupStatusAt(group, now) === 'open' ? String(seatsTaken(group)) : groupStatusAt(group, now);
