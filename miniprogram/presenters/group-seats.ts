import type { GroupMember, GroupView } from '../../typings/group';
import { group as text } from '../text/group';

/** Seats without a person that are drawn one by one; the others of their kind are a number. */
const ALIKE_SEATS_MAX = 3;
/** Of the empty seats of a tiered group: its ladder says how many there are. */
const EMPTY_SEATS_TIERED_MAX = 1;
/** Up to this size a group is drawn with all its seats. */
const SMALL_GROUP_SIZE = 10;
/** Members that are drawn one by one, and you: a page of 500 people is to stay light. */
const MEMBERS_MAX = 100;
/** From here on seats are drawn small, and words stand only below the special ones. */
const MANY_SEATS = 21;

/** One seat as it is drawn: a character in a circle, and a word below. */
export interface SeatShown {
  /** Its place among the seats, from 0. */
  readonly place: number;
  readonly kind: 'you' | 'member' | 'held' | 'filled' | 'empty';
  readonly face: string;
  readonly label: string;
}

type Drawn = Omit<SeatShown, 'place'>;

/** People who have paid, and seats that the merchant has filled. */
export const seatsTaken = ({ members, filledSeats }: Pick<GroupView, 'members' | 'filledSeats'>): number =>
  members.length + filledSeats;

/** Whether so many seats are drawn small. */
export const areMany = (seats: readonly SeatShown[]): boolean => seats.length >= MANY_SEATS;

/** The seats of a group: who has paid (the leader first), what the merchant filled, what is being paid, the rest. */
export function seatsShown(group: GroupView): SeatShown[] {
  const { filledSeats, seatsHeld, seatsLeft, yourSeat, mode, size } = group;
  const filled: Drawn = { kind: 'filled', face: text.seats.filledMark, label: text.seats.filled };
  const heldByOthers = yourSeat === 'held' ? seatsHeld - 1 : seatsHeld;
  const held: Drawn = { kind: 'held', face: '…', label: text.seats.held };
  const empty: Drawn = { kind: 'empty', face: '', label: text.seats.empty };
  const most = size <= SMALL_GROUP_SIZE ? SMALL_GROUP_SIZE : ALIKE_SEATS_MAX;
  const drawn = [
    ...membersShown(group),
    ...some(filledSeats, filled, most),
    ...(yourSeat === 'held' ? [{ ...held, label: text.seats.heldYou }] : []),
    ...some(heldByOthers, held, most),
    ...some(group.status === 'open' ? seatsLeft : 0, empty, mode === 'tiered' ? EMPTY_SEATS_TIERED_MAX : most),
  ];
  if (drawn.length < MANY_SEATS) return drawn.map((seat, place) => ({ place, ...seat }));
  return drawn.map((seat, place) => ({ place, ...seat, label: seat.label === text.seats.paid ? '' : seat.label }));
}

function membersShown({ members }: GroupView): Drawn[] {
  const drawn = members.filter(({ isYou }, i) => i < MEMBERS_MAX || isYou).map(memberShown);
  const rest = members.length - drawn.length;
  if (rest === 0) return drawn;
  return [...drawn, { kind: 'member', face: text.seats.more(rest), label: text.seats.paid }];
}

function memberShown({ nickname, isLeader, isYou }: GroupMember): Drawn {
  const { leader, leaderYou, you, paid, nameless } = text.seats;
  const label = isLeader ? (isYou ? leaderYou : leader) : isYou ? you : paid;
  return { kind: isYou ? 'you' : 'member', face: Array.from(nickname)[0] ?? nameless, label };
}

/** So many seats that are alike, each drawn; where they are more than the most, the rest is one with its number. */
function some(count: number, seat: Drawn, most: number): Drawn[] {
  if (count <= most + 1) return times(count, seat);
  const label = seat.kind === 'empty' ? text.seats.moreLabel : seat.label;
  return [...times(most, seat), { ...seat, face: text.seats.more(count - most), label }];
}

const times = (count: number, seat: Drawn): Drawn[] => Array.from({ length: Math.max(0, count) }, () => seat);
