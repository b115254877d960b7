import type { ErrorCode } from '../../typings/error';
import { Refusal, Unreachable } from '../services/cloud';
import { checkout as text } from '../text/checkout';
import { explain } from './failure';

/** Where somebody goes on whose order was refused. */
export type NextStep =
  | { readonly kind: 'deals' }
  | { readonly kind: 'order'; readonly orderId: string }
  | { readonly kind: 'group' }
  | { readonly kind: 'open' }
  | { readonly kind: 'reduce'; readonly quantity: number };

/** A refused order in words, and the next step if there is a better one than to try again. */
export interface RefusedOrder {
  readonly title: string;
  readonly content: string;
  readonly nextLabel: string;
  readonly next?: NextStep;
}

/** What the page knows after it has been loaded again. */
export interface Reloaded {
  /** Units that can be had now. */
  readonly unitsLeft: number;
  /** What changed, in words. */
  readonly changes: readonly string[];
  /** Whether one could open a group of one's own. */
  readonly canOpen: boolean;
}

/** Refusals after which what the page shows is no longer true. */
const outdated: readonly ErrorCode[] = ['DEAL_CHANGED', 'SOLD_OUT', 'LIMIT_REACHED', 'INVALID_INPUT'];

/** Whether the page has to be loaded again before anything can be said. */
export const isOutdatedBy = (error: unknown): boolean => error instanceof Refusal && outdated.includes(error.code);

/** What somebody is told whose order did not come about. */
export function refusedOrder(error: unknown, reloaded: Reloaded, now: number): RefusedOrder {
  if (error instanceof Unreachable) return { ...text.unanswered, nextLabel: text.next.understood };
  const { what: title, todo: content } = explain(error, now);
  const next = error instanceof Refusal ? nextAfter(error, reloaded) : undefined;
  const changes = error instanceof Refusal && error.code === 'DEAL_CHANGED' ? reloaded.changes : [];
  return {
    ...{ title, content: changes.length > 0 ? text.changed(changes) : content },
    nextLabel: text.next[next?.kind ?? 'understood'],
    ...(next ? { next } : {}),
  };
}

function nextAfter({ code, detail }: Refusal, { unitsLeft, canOpen }: Reloaded): NextStep | undefined {
  const nexts: Partial<Record<ErrorCode, NextStep>> = {
    NOT_FOUND: { kind: 'deals' },
    DEAL_NOT_ON_SALE: { kind: 'deals' },
    QUOTA_EXHAUSTED: { kind: 'deals' },
    GROUP_NOT_OPEN: { kind: canOpen ? 'open' : 'deals' },
    GROUP_FULL: { kind: canOpen ? 'open' : 'deals' },
    ALREADY_IN_GROUP: { kind: 'group' },
    ...(typeof detail.orderId === 'string' ? { ORDER_PENDING: { kind: 'order', orderId: detail.orderId } } : {}),
    LIMIT_REACHED: fewer(unitsLeft),
    SOLD_OUT: fewer(unitsLeft),
  };
  return nexts[code];
}

const fewer = (units: number): NextStep => (units > 0 ? { kind: 'reduce', quantity: units } : { kind: 'deals' });
