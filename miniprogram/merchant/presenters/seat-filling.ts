import { seats as text } from '../text/seats';

/** What the card says of paying for so many seats of a group. */
export interface SeatFilling {
  readonly hint: string;
  readonly consequence: string;
  readonly button: string;
  readonly question: { readonly title: string; readonly content: string; readonly confirmText: string };
}

/** What follows from paying for `count` of the `most` seats that are missing. */
export function seatFilling(count: number, most: number): SeatFilling {
  const { forms, stillMissing, cost } = text.consequences;
  const consequence = `${count < most ? stillMissing(most - count) : forms}${cost}`;
  return {
    ...{ hint: text.hint(most), consequence, button: text.button(count) },
    question: { title: text.ask(count), content: consequence, confirmText: text.confirm },
  };
}
