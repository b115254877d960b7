import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VirtualClock } from '../../emulator/clock/clock';
import { Engine, type Document } from '../../emulator/engine/engine';
import type { IndexSpec } from '../../emulator/engine/schema';
import { Faults } from '../../emulator/faults/faults';
import type { CloudParts, GatewayCall } from '../../emulator/gateway/cloud-parts';
import { createGateway } from '../../emulator/gateway/gateway';
import { createGatewayHandler, KEEP_ALIVE_MS } from '../../emulator/gateway/http';
import type { GatewayRequest } from '../../emulator/gateway/wire-request';
import { registerMerchant } from '../../emulator/pay/accounts';
import { payCollections } from '../../emulator/pay/collections';
import { environmentOf } from '../../emulator/runner/environment';
import { Invocations, type Identity, type Invocation } from '../../emulator/runner/invocations';
import { createStorage, storageCollections } from '../../emulator/storage/storage';
import { wechatCollections } from '../../emulator/wechat/collections';
import { cloudFunctions } from './cloud-functions';
import { serveFiles } from './serve-files';

/** The time at which the clock of the suite stands still: 2026-11-22 12:00 in Beijing. */
export const NOW = Date.parse('2026-11-22T12:00:00+08:00');

/** One exchange as it went over the connection. */
export interface Exchange {
  readonly request: GatewayRequest;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly answer: { readonly contentType: string; readonly body: Buffer | string } | 'lost';
}

type Person = Identity & { readonly functionName?: string };

const nobody: Person = { appid: 'wx-app', source: 'wx_client' };

/** A gateway before a real engine, on a real server, with a note of all that passed. */
export class LocalGateway {
  readonly clock = new VirtualClock({ realNow: () => NOW, frozenAt: NOW });
  readonly engine: Engine;
  readonly faults = new Faults();
  readonly invocations: Invocations;
  readonly calls: GatewayCall[] = [];
  readonly exchanges: Exchange[] = [];
  readonly seen: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[] = [];
  readonly server: Server;
  readonly merchantContext: CloudParts['pay'];
  /** What config.json of every function permits. */
  permissions: readonly string[] = [];
  connections = 0;
  #ids = 0;

  constructor(conflictAt: 'operation' | 'commit') {
    const id = () => (this.#ids += 1).toString(16).padStart(32, '0');
    const { clock, faults } = this;
    this.engine = new Engine({ now: () => clock.now(), id, refuseScans: false, conflictAt });
    this.engine.declare([...payCollections, ...wechatCollections, ...storageCollections]);
    this.invocations = new Invocations(clock, id);
    this.merchantContext = { engine: this.engine, clock, ids: id, faults };
    const storage = createStorage({ engine: this.engine, clock, ids: id });
    const gateway = createGateway({
      engine: this.engine,
      clock,
      faults,
      invocations: this.invocations,
      invoke: (name, event, identity) => cloudFunctions(name, event, identity),
      permissions: () => this.permissions,
      storage,
      baseUrl: () => this.origin,
      pay: this.merchantContext,
      wechat: this.merchantContext,
      committed: () => Promise.resolve(),
      kill: (token) => this.invocations.end(token),
      onCall: (call) => this.calls.push(call),
    });
    const handler = createGatewayHandler({
      answer: async (request) => {
        const answer = await gateway.answer(request);
        this.exchanges.push({ request, fields: fieldsOf(request), answer });
        return answer;
      },
    });
    this.server = createServer((req: IncomingMessage, res: ServerResponse) => {
      const { method = '', url = '', headers } = req;
      this.seen.push({ method, url, headers });
      if (url.startsWith('/storage/')) void serveFiles(storage, req, res);
      else handler(req, res);
    });
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.server.on('connection', () => (this.connections += 1));
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    registerMerchant(this.merchantContext, '1900000001');
    this.actAs();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** From here on this process is a function that runs for this person. */
  actAs({ functionName = 'api', ...identity }: Person = nobody): Invocation {
    const invocation = this.invocations.start({ functionName, identity, depth: 0 });
    const environment = environmentOf(invocation, `${this.origin}/admin`, { SILENCE: 'true' });
    for (const name of ['WX_OPENID', 'WX_UNIONID', 'WX_CLIENTIP', 'TRIGGER_SRC'])
      Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    return invocation;
  }

  /** The gateway's last answer, if it was JSON of its own. */
  lastAnswer(): unknown {
    const { answer } = this.exchanges.at(-1) ?? {};
    return answer === undefined || answer === 'lost' ? answer : JSON.parse(answer.body.toString());
  }

  /** The actions that went over the wire from the given exchange on. */
  actionsSince(exchange: number): unknown[] {
    return this.exchanges.slice(exchange).map(({ fields }) => fields.action);
  }
}

/** JSON fields; of a multipart body only the texts, which is all that these tests look at by name. */
function fieldsOf({ contentType, body }: GatewayRequest): Record<string, unknown> {
  if (!contentType.startsWith('multipart/')) return JSON.parse(body.toString()) as Record<string, unknown>;
  const parts = body.toString('latin1').matchAll(/name="(\w+)"\r\n(?:Content-Type: .*\r\n)?\r\n([^\r]*)\r\n/g);
  return Object.fromEntries([...parts].map(([, name = '', text]) => [name, text]));
}

/** The gateway that the suite runs against; conflicts are reported at the operation, as the cloud does it. */
export const local = new LocalGateway('operation');

/** The fields of the last request with this action. */
export function last(action: string): Readonly<Record<string, unknown>> {
  const exchange = local.exchanges.findLast(({ fields }) => fields.action === action);
  if (exchange === undefined) throw new Error(`${action} has not been called`);
  return exchange.fields;
}

let collections = 0;

/** A new collection that holds these documents; gives its name. */
export function given(documents: readonly object[], indexes: readonly IndexSpec[] = []): string {
  const name = `collection_${String((collections += 1))}`;
  local.engine.declare([{ name, indexes }]);
  local.engine.insert(name, documents);
  return name;
}

/** Everything in a collection, in the order of the ids. */
export function allIn(name: string): Document[] {
  return local.engine.find(name, { sort: [['_id', 1]] });
}
