import type { Phone } from '../phone/phone';

/** What WeChat itself remembers for a person, beside what the mini-program stores; undefined when nothing was kept. */
export function readKept(phone: Phone, name: string): unknown {
  const text = localStorage.getItem(keyOf(phone, name));
  return text === null ? undefined : (JSON.parse(text) as unknown);
}

/** Keeps a value that JSON can write. */
export function keep(phone: Phone, name: string, value: unknown): void {
  localStorage.setItem(keyOf(phone, name), JSON.stringify(value));
}

function keyOf({ openid }: Phone, name: string): string {
  return `weixin:${openid}:${name}`;
}
