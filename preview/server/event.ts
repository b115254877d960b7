/** A phone, or somebody over HTTP, called a cloud function. */
export interface CallEvent {
  readonly kind: 'call';
  readonly function: string;
  /** The action of the contract, when the function was asked for one. */
  readonly action?: string;
  readonly openid?: string;
  readonly input: unknown;
  readonly answer?: unknown;
  readonly failure?: string;
}

/** Something became so at WeChat Pay. */
export interface PaymentEvent {
  readonly kind: 'payment';
  readonly step: 'ordered' | 'paid' | 'closed' | 'refunded' | 'refundFailed';
  readonly openid: string;
  readonly title: string;
  readonly amountFen: number;
  readonly orderNumber: string;
}

/** WeChat Pay told a function of a payment or a refund. */
export interface PayNoticeEvent {
  readonly kind: 'payNotice';
  readonly function: string;
  readonly input: unknown;
  readonly answer?: unknown;
  readonly failure?: string;
}

/** A service notice arrived in somebody's WeChat. */
export interface ServiceNoticeEvent {
  readonly kind: 'serviceNotice';
  readonly openid: string;
  readonly page: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Somebody shared a page of the mini-program into the chat. */
export interface CardEvent {
  readonly kind: 'card';
  readonly openid: string;
  readonly title: string;
  readonly path: string;
}

/** A timer ran and changed something, or failed. */
export interface TimerEvent {
  readonly kind: 'timer';
  readonly function: string;
  readonly answer?: unknown;
  readonly failure?: string;
}

/** The clock was moved, stopped or started. */
export interface ClockEvent {
  readonly kind: 'clock';
  readonly from: number;
  readonly to: number;
  readonly isFrozen: boolean;
  /** How many timers and notices ran on the way. */
  readonly ran: number;
}

export type Told = CallEvent | PaymentEvent | PayNoticeEvent | ServiceNoticeEvent | CardEvent | TimerEvent | ClockEvent;

/** One line of what happens in the local cloud: its place in the order, from 1, and the cloud's time. */
export type FeedEvent = Told & { readonly nth: number; readonly at: number };

/** What `GET /preview/events` answers: the lines after the one that was asked for, and what time it is in the cloud. */
export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** The newest line that there is: what to ask for next. */
  readonly last: number;
  readonly clock: { readonly now: number; readonly isFrozen: boolean };
}
