import type { Action, Input, Output } from '../../../typings/api';
import type { Driver } from '../../story/cloud-driver';

/** A request of a phone, that can be made again under its id. */
export interface Wish {
  readonly by: string;
  readonly action: Action;
  readonly input: object;
}

/** A request that was granted, and what its phone was told. */
export interface Granted extends Wish {
  readonly told: unknown;
}

/** An order as the phones know it. */
export interface Bought {
  readonly by: string;
  readonly orderId: string;
  readonly package: string;
}

/** A payment that WeChat has acknowledged. */
export interface Payment extends Bought {
  readonly transactionId: string;
}

/** All that the phones of one shop have sent, and what of it was acknowledged, over many lives of its cloud. */
export interface Life {
  readonly granted: Granted[];
  readonly payments: Payment[];
  readonly bought: Bought[];
  readonly groups: { readonly dealId: string; readonly groupId: string }[];
  readonly open: Set<Wish>;
  readonly openPayments: Set<Bought>;
  /** Answers of every kind. */
  answers: number;
  /** Called in the very turn in which a phone has been told that what it asked for is done. */
  onGranted: () => void;
}

/** A shop that has sold nothing yet. */
export const newLife = (): Life => ({
  ...{ granted: [], payments: [], bought: [], groups: [] },
  ...{ open: new Set<Wish>(), openPayments: new Set<Bought>(), answers: 0, onGranted: () => undefined },
});

/** Makes a request; until it is answered it is open. Gives what was granted, nothing where it was refused. */
export async function wish<A extends Action>(
  life: Life,
  cloud: Driver,
  by: string,
  action: A,
  input: Input<A>,
): Promise<Output<A> | undefined> {
  const made: Wish = { by, action, input };
  life.open.add(made);
  return (await settle(life, cloud, made)) as Output<A> | undefined;
}

/** Makes an open request, perhaps for the second time, and notes its answer. */
export async function settle(life: Life, cloud: Driver, open: Wish): Promise<unknown> {
  const answer = await cloud.ask(open.by, open.action, open.input);
  life.open.delete(open);
  life.answers += 1;
  if (!answer.ok) return undefined;
  life.granted.push({ ...open, told: answer.data });
  if (open.action === 'createOrder') noteOrder(life, open, answer.data as Output<'createOrder'>);
  life.onGranted();
  return answer.data;
}

function noteOrder(life: Life, { by, input }: Wish, { orderId, groupId, payment }: Output<'createOrder'>): void {
  life.bought.push({ by, orderId, package: payment.package });
  const { buy, dealId } = input as Input<'createOrder'>;
  if (buy === 'open' && groupId !== undefined) life.groups.push({ dealId, groupId });
}

/** Pays at the sheet, perhaps for the second time; WeChat refuses what is closed. */
export async function pay(life: Life, cloud: Driver, bought: Bought): Promise<void> {
  life.openPayments.add(bought);
  const { status, body } = await cloud.pay(bought.by, bought);
  life.openPayments.delete(bought);
  life.answers += 1;
  const { transactionId } = body as { readonly transactionId?: string };
  if (status !== 200 || transactionId === undefined) return;
  life.payments.push({ ...bought, transactionId });
  life.onGranted();
}
