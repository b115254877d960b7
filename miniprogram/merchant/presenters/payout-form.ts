import { fenOf, price, yuan } from '../../presenters/money';
import { commissions as text } from '../text/commissions';

/** A payment to a leader as it is typed. */
export interface PayoutForm {
  readonly sum: string;
  readonly reference: string;
}

/** What is wrong at each field; empty: nothing. */
export type PayoutProblems = Readonly<Record<keyof PayoutForm, string>>;

/** A form about which nothing is said. */
export const noPayoutProblems: PayoutProblems = { sum: '', reference: '' };

/** A form to begin with: all that is payable (fen). */
export const newPayout = (payableFen: number): PayoutForm => ({ sum: yuan(payableFen), reference: '' });

/** What the sheet shows beside the fields. */
export function payoutView({ sum }: PayoutForm, payableFen: number) {
  const fen = fenOf(sum) ?? 0;
  return {
    hint: text.amountHint(price(payableFen)),
    button: fen > 0 ? text.button(price(fen)) : text.buttonPlain,
  };
}

/** What keeps the form from being sent: no sum, more than is payable, or nothing said of how it was paid. */
export function payoutProblems({ sum, reference }: PayoutForm, payableFen: number): PayoutProblems {
  const fen = fenOf(sum) ?? 0;
  const most = fen > payableFen ? text.tooLarge(price(payableFen)) : '';
  return { sum: fen === 0 ? text.notASum : most, reference: reference.trim() === '' ? text.noReference : '' };
}
