import { startCloud, type Cloud, type CloudOptions } from '../cloud';
import { buildFixtures, type BuiltFixtures } from '../runner/fixtures/build-fixtures';

/** What came back over HTTP; `body` is decoded when it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A local cloud with the fixtures as its functions, and what a test needs to talk to it. */
export interface TestCloud extends Cloud {
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export { buildFixtures, type BuiltFixtures };

/** Starts a local cloud for a test, on any free port; without a data directory nothing is kept. */
export async function startTestCloud(fixtures: BuiltFixtures, options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const log = (): void => undefined;
  const cloud = await startCloud({ port: 0, dist: fixtures.dist, refuseScans: true, log, ...options });
  return {
    ...cloud,
    async ask(method, path, body, headers = {}) {
      const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
      const sent = isRaw ? body : JSON.stringify(body);
      const response = await fetch(cloud.url + path, { method, headers, body: sent ?? null });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return {
        status: response.status,
        headers: response.headers,
        body: isJson ? (JSON.parse(text) as unknown) : text,
      };
    },
  };
}
