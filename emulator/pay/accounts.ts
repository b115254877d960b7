import type { Document } from '../engine/document';
import { requiredText } from './arguments';
import { payAccounts } from './collections';
import type { PayArguments, PayContext } from './context';
import { refused } from './refusal';

/** A merchant number that has authorised cloudPay, and the money that WeChat holds for it. */
export interface Account extends Document {
  readonly _id: string;
  readonly balanceFen: number;
  /** The second (since the epoch) in which refund requests were last counted, and how many of each kind. */
  readonly second: number;
  readonly accepted: number;
  readonly refused: number;
}

/** Makes a merchant number known to WeChat Pay, with nothing on its account; again = no change. */
export function registerMerchant(context: PayContext, subMchId: string): void {
  if (accountOf(context, subMchId) !== undefined) return;
  context.engine.insert(payAccounts, [{ _id: subMchId, balanceFen: 0, second: 0, accepted: 0, refused: 0 }]);
}

/** Sets what every merchant has on its account; payments and refunds move it from there. */
export function setMerchantBalance(context: PayContext, balanceFen: number): void {
  context.engine.update(payAccounts, {}, { $set: { balanceFen } }, true);
}

/**
 * The merchant that a call names by sub_mch_id.
 * An unknown one gets the text that cloudPay answers for a merchant number without authorisation (public reports of
 * errCodeDes 受理关系不存在, read 2026-11-22); the err_code beside it is unverified.
 */
export function requiredMerchant(context: PayContext, args: PayArguments): Account {
  const account = accountOf(context, requiredText(args, 'sub_mch_id', 32));
  if (account === undefined) throw refused('NOAUTH', '受理关系不存在');
  return account;
}

/** Adds to what the merchant has, or takes from it when negative. WeChat's fee is left out of the balance. */
export function moveBalance(context: PayContext, subMchId: string, byFen: number): void {
  context.engine.update(payAccounts, { _id: subMchId }, { $inc: { balanceFen: byFen } }, false);
}

/** Changes the account of one merchant. */
export function changeAccount(context: PayContext, subMchId: string, fields: Partial<Account>): void {
  context.engine.update(payAccounts, { _id: subMchId }, { $set: fields }, false);
}

function accountOf(context: PayContext, subMchId: string): Account | undefined {
  return context.engine.find(payAccounts, { filter: { _id: subMchId }, limit: 1 })[0] as Account | undefined;
}
