import type { GroupMember, GroupView } from '../../typings/group';
import { group as text } from '../text/group';

/** Empty seats that are drawn one by one; the others are a number. */
const EMPTY_SEATS_MAX = 3;
/** Up to this size a group is drawn with all its seats. */
const SMALL_GROUP_SIZE = 10;
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
  const { members, filledSeats, seatsHeld, seatsLeft, yourSeat } = group;
  const filled: Drawn = { kind: 'filled', face: text.seats.filledMark, label: text.seats.filled };
  const heldByOthers = yourSeat === 'held' ? seatsHeld - 1 : seatsHeld;
  const held: Drawn = { kind: 'held', face: '…', label: text.seats.held };
  const drawn = [
    ...members.map(memberShown),
    ...times(filledSeats, filled),
    ...(yourSeat === 'held' ? [{ ...held, label: text.seats.heldYou }] : []),
    ...times(heldByOthers, held),
    ...emptySeats(group.status === 'open' ? seatsLeft : 0, group.size),
  ];
  if (drawn.length < MANY_SEATS) return drawn.map((seat, place) => ({ place, ...seat }));
  return drawn.map((seat, place) => ({ place, ...seat, label: seat.label === text.seats.paid ? '' : seat.label }));
}

function memberShown({ nickname, isLeader, isYou }: GroupMember): Drawn {
  const { leader, leaderYou, you, paid, nameless } = text.seats;
  const label = isLeader ? (isYou ? leaderYou : leader) : isYou ? you : paid;
  return { kind: isYou ? 'you' : 'member', face: Array.from(nickname)[0] ?? nameless, label };
}

function emptySeats(count: number, size: number): Drawn[] {
  const empty: Drawn = { kind: 'empty', face: '', label: text.seats.empty };
  if (size <= SMALL_GROUP_SIZE || count <= EMPTY_SEATS_MAX + 1) return times(count, empty);
  const rest = count - EMPTY_SEATS_MAX;
  return [
    ...times(EMPTY_SEATS_MAX, empty),
    { kind: 'empty', face: text.seats.more(rest), label: text.seats.moreLabel },
  ];
}

const times = (count: number, seat: Drawn): Drawn[] => Array.from({ length: Math.max(0, count) }, () => seat);
