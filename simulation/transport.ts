import { EventEmitter } from 'node:events';

/** One message of wx-server-sdk, as it would go over a socket. */
export interface Message {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * What stands in the place of the network. It calls back when it has an answer, or `lost` when the socket breaks; for a
 * run that has died it never does.
 */
export type Wire = (message: Message, answer: (reply: Reply | 'lost') => void) => void;

/** What the SDK says of a request beside its URL (wx-server-sdk 4.0.2, read 2026-11-22). */
interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/** What the SDK reads of a response. */
type Response = EventEmitter & {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setEncoding: () => void;
};

/** A request of node:http without a socket or a stream: what the SDK writes into it goes over a wire of ours. */
class SimulatedRequest extends EventEmitter {
  readonly #url: string;
  readonly #options: RequestOptions;
  readonly #onResponse: (response: Response) => void;
  readonly #chunks: Buffer[] = [];
  #leave: (message: Message) => void = () => undefined;

  constructor(url: string, options: RequestOptions, onResponse: (response: Response) => void) {
    super();
    this.#url = url;
    this.#options = options;
    this.#onResponse = onResponse;
  }

  /** `within` runs what the SDK does with the answer where it asked. */
  send(wire: Wire, within: (answer: () => void) => void): this {
    this.#leave = (message) => {
      wire(message, (reply) => {
        within(() => {
          this.#answer(reply);
        });
      });
    };
    return this;
  }

  /** Nothing here takes time. */
  setTimeout(): this {
    return this;
  }

  write(chunk: Buffer | string): boolean {
    this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return true;
  }

  /** What was written leaves when whoever wrote it has gone on: the answer never comes within the question. */
  end(): this {
    const { method = 'GET', headers = {} } = this.#options;
    const contentType = String(headers['content-type'] ?? headers['Content-Type'] ?? '');
    const [first = Buffer.alloc(0), ...others] = this.#chunks;
    const body = others.length === 0 ? first : Buffer.concat(this.#chunks);
    const message = { method: method.toUpperCase(), path: pathOf(this.#url), contentType, body };
    queueMicrotask(() => this.#leave(message));
    return this;
  }

  #answer(reply: Reply | 'lost'): void {
    if (reply === 'lost') {
      this.emit('error', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      return;
    }
    const head = { statusCode: reply.status, headers: { 'content-type': reply.contentType } };
    const response: Response = Object.assign(new EventEmitter(), { ...head, setEncoding: () => undefined });
    this.#onResponse(response);
    response.emit('data', reply.body);
    response.emit('end');
  }
}

/** The path of an absolute URL, decoded. */
const pathOf = (url: string): string => decodeURI(/^\w+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? '');

/** Stands in for `http.request(url, options, onResponse)`, the one form in which the SDK calls it. */
export function simulatedRequest(
  ...asked: ConstructorParameters<typeof SimulatedRequest>
): Pick<SimulatedRequest, 'send'> {
  return new SimulatedRequest(...asked);
}
