import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Gate } from '../clock/gate';
import { EngineFailure } from '../engine/failure';
import { isLocalHost, KEEP_ALIVE_MS } from '../gateway/http';
import { InvocationFailure } from '../runner/invocation-failure';
import { InvalidPath } from '../storage/cloud-path';
import { FileTooLarge } from '../storage/storage';
import { json, Refusal, type LocalAnswer, type LocalParts, type LocalRequest, type Route } from './route';
import { routes as ownRoutes } from './routes';
import { listOfRoutes } from './routes/list-of-routes';

/** More than the largest file that storage takes. */
const BODY_BYTES_MAX = 32 * 1024 * 1024;

export interface LocalServerParts {
  readonly local: LocalParts;
  readonly gate: Gate;
  /** Answers `/admin`. */
  readonly gateway: (req: IncomingMessage, res: ServerResponse) => void;
  /** What is served besides the local cloud's own interface. */
  readonly routes: readonly Route[];
  /** Resolves when everything that was changed so far is durable. */
  readonly committed: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** The one server of the local cloud: the gateway, and the local cloud's own interface. */
export function createLocalServer(parts: LocalServerParts): Server {
  const listed = [...ownRoutes, ...parts.routes];
  const routes = [...listed, listOfRoutes(listed)];
  const server = createServer((req, res) => {
    if (req.url?.startsWith('/admin')) {
      parts.gateway(req, res);
      return;
    }
    answer(parts, routes, req)
      .catch((error: unknown) => failureAnswer(parts, error))
      .then(({ status, headers, body }) => res.writeHead(status, headers).end(body))
      .catch(() => req.socket.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

async function answer(
  { local, gate, committed }: LocalServerParts,
  routes: readonly Route[],
  req: IncomingMessage,
): Promise<LocalAnswer> {
  refuseForeigners(req);
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  const { route, rest } = find(routes, req.method ?? '', url.pathname);
  const body = await readBody(req);
  const request = { method: req.method ?? '', rest, query: url.searchParams, headers: req.headers, body };
  const run = async (): Promise<LocalAnswer> => route.answer(request satisfies LocalRequest, local);
  const result = await (route.passesJumps ? run() : gate.pass(run));
  await committed();
  return result;
}

/**
 * A page of another site that a browser was lured to must reach nothing here, by whatever name it calls this machine.
 */
function refuseForeigners({ headers }: IncomingMessage): void {
  const { host, origin } = headers;
  if (!isLocalHost(host)) throw new Refusal(403, 'this Host is not served here');
  if (origin !== undefined && origin !== `http://${String(host)}`)
    throw new Refusal(403, 'this Origin is not served here');
}

/** The route for the longest path; the rest of the path, decoded. */
function find(routes: readonly Route[], method: string, pathname: string): { route: Route; rest: string } {
  const matching = routes.filter(
    ({ path, isLeaf }) => pathname === path || (!isLeaf && path.endsWith('/') && pathname.startsWith(path)),
  );
  const longest = Math.max(...matching.map(({ path }) => path.length));
  const candidates = matching.filter(({ path }) => path.length === longest);
  const route = candidates.find((each) => each.method === method || each.method === 'any');
  if (route) return { route, rest: decoded(pathname.slice(longest)) };
  throw new Refusal(candidates.length > 0 ? 405 : 404, `nothing here: ${method} ${pathname}`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Refusal(400, 'the path is not well encoded');
  }
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read to its end all the same: who is still sending would not see the answer.
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  if (bytes > BODY_BYTES_MAX) throw new Refusal(400, `the body has more than ${String(BODY_BYTES_MAX)} bytes`);
  return Buffer.concat(chunks);
}

async function failureAnswer({ committed, log }: LocalServerParts, error: unknown): Promise<LocalAnswer> {
  await committed();
  if (error instanceof Refusal) return json({ error: error.message }, error.status);
  if (error instanceof InvalidPath || error instanceof FileTooLarge) return json({ error: error.message }, 400);
  if (error instanceof EngineFailure) return json({ error: error.message, code: error.code }, 400);
  if (error instanceof InvocationFailure) return json({ error: error.message, code: error.code }, 500);
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return json({ error: 'the local cloud itself failed; its log says why' }, 500);
}
