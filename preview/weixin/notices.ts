import type { Phone } from '../phone/phone';
import { ask, field } from './server';

/** A message of the mini-program's that WeChat has shown to a person, as a service notice. */
export interface Notice {
  readonly _id: string;
  readonly template: string;
  /** The page that it opens, with its query. */
  readonly page: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly sentAt: number;
}

/** All service notices of the phone's owner, the oldest first. Throws Unreachable. */
export async function readNotices(phone: Phone): Promise<readonly Notice[]> {
  const { body } = await ask(phone, 'GET', `/local/messages?openid=${encodeURIComponent(phone.openid)}`);
  const items = field(body, 'items');
  return Array.isArray(items) ? (items as Notice[]).slice().reverse() : [];
}
