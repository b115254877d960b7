import { explain } from '../../presenters/failure';
import { now } from '../../services/clock';
import { isCertain, Refusal } from '../../services/cloud';

/** What a form that sends something is doing. `unknown`: no answer came, and only the same may be sent again. */
export type SendingStep =
  | { readonly kind: 'typing' | 'sending' }
  | { readonly kind: 'refused' | 'unknown'; readonly what: string; readonly todo: string };

export const typing = (): SendingStep => ({ kind: 'typing' });

/** What to do where no answer came, and where one refusal says that the form was opened on what is no longer so. */
export interface FailureWords {
  readonly unanswered: string;
  readonly changedBy: string;
  readonly changed: string;
}

/** What a form shows after it sent something in vain. */
export function failedStep(error: unknown, { unanswered, changedBy, changed }: FailureWords): SendingStep {
  const { what, todo } = explain(error, now());
  if (!isCertain(error)) return { kind: 'unknown', what, todo: unanswered };
  const hasChanged = error instanceof Refusal && error.code === changedBy;
  return { kind: 'refused', what, todo: hasChanged ? changed : todo };
}
