import type { Phone } from '../phone/phone';

/** What the local cloud answered; `body` is undefined when it was no JSON. */
export interface ServerAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The phone has no network, or the local cloud does not answer. */
export class Unreachable extends Error {
  constructor() {
    super('request:fail -106:net::ERR_INTERNET_DISCONNECTED');
    this.name = 'Unreachable';
  }
}

/**
 * A request of this phone to the local cloud, in its person's name. An answer that comes when the network is off is
 * lost. Throws Unreachable.
 */
export async function send(phone: Phone, path: string, init: RequestInit = {}): Promise<Response> {
  demandNetwork(phone);
  const headers = { 'x-openid': phone.openid, 'x-appid': phone.appid, ...(init.headers as Record<string, string>) };
  const answer = await fetch(path, { ...init, headers }).catch(() => {
    throw new Unreachable();
  });
  demandNetwork(phone);
  return answer;
}

function demandNetwork({ network }: Phone): void {
  if (!network.isOnline) throw new Unreachable();
}

/** The same with JSON both ways. */
export async function ask(phone: Phone, method: string, path: string, body?: unknown): Promise<ServerAnswer> {
  const response = await send(phone, path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text) };
}

/** A field of an answer; undefined when there is none. */
export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
