import { join } from 'node:path';

import { jest } from '@jest/globals';

/** A page of the mini-program without its template. */
export interface OpenPage {
  /** What it was set to, as plain values. */
  readonly shown: () => Readonly<Record<string, unknown>>;
  /** Calls a function of the page, as WeChat or the template does. */
  readonly does: (name: string, event?: object) => Promise<void>;
}

type Members = Readonly<Record<string, unknown>>;
type Node = Record<string, unknown>;

/**
 * Opens pages of one kind, one after another: what their script keeps beside them outlives each. `begins`: a page is
 * shown, which waits for nothing that it reads, or is loaded to the end. `given`: what WeChat gives to a page.
 */
export function pagesAt(
  path: string,
  begins: 'onShow' | 'load',
): (query?: object, given?: object) => Promise<OpenPage> {
  let kind: Members = {};
  Object.assign(globalThis, { Page: (members: Members) => (kind = members) });
  jest.requireActual(join(__dirname, '../../miniprogram', path));
  const members = kind;
  return async (query = {}, given = {}) => {
    const page = {
      ...given,
      ...members,
      data: plain(members.data) as Node,
      setData(change: Members) {
        for (const [name, value] of Object.entries(change)) put(page.data, name.split(/[.[\]]+/), value);
      },
    };
    const does: OpenPage['does'] = async (name, event = {}) => {
      const doing = members[name] as ((this: object, event: object) => unknown) | undefined;
      await doing?.call(page, event);
    };
    await does('onLoad', query);
    await does(begins);
    return { shown: () => page.data, does };
  };
}

/** WeChat hands values over as JSON. */
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

function put(node: Node, names: readonly string[], value: unknown): void {
  const [name = '', ...inner] = names.filter((each) => each !== '');
  if (inner.length === 0) node[name] = plain(value);
  else put(node[name] as Node, inner, value);
}
