import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { keepTicking } from '../clock/ticking';
import { createGatewayHandler } from '../gateway/http';
import type { CloudSetting, Ground } from './ground';
import { composeParts } from './parts';
import { createLocalServer } from './server';
import { setUpMerchant } from './set-up';
import { openStore } from './store';

/** A running local cloud. */
export interface Cloud {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** With it the owner claims the merchant. */
  readonly setUpCode: string;
  close(): Promise<void>;
}

/** Runs a local cloud on this ground; rejects when the port is in use or the merchant cannot be made. */
export async function runCloud(setting: CloudSetting, ground: Ground): Promise<Cloud> {
  const { port, log, routes = [] } = setting;
  const store = openStore(setting, ground);
  const url = (): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const { runner, gateway, agenda, gate, local } = composeParts(setting, ground, store, url);
  const { committed } = store;
  const server = createLocalServer({ local, gate, gateway: createGatewayHandler(gateway), routes, committed, log });
  let stopTicking = (): void => undefined;
  const end = async (): Promise<void> => {
    stopTicking();
    server.close();
    server.closeAllConnections();
    await runner.close();
    await store.close();
  };
  let ended: Promise<void> | undefined;
  const close = (): Promise<void> => (ended ??= end());
  try {
    await listen(server, port);
    const setUpCode = await setUpMerchant((name, event, identity) => runner.invoke(name, event, identity));
    stopTicking = keepTicking(agenda, log);
    return { url: url(), setUpCode, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
