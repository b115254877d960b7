import type { Engine } from '../engine/engine';
import type { CollectionSpec } from '../engine/schema';
import { LOCAL_ENVIRONMENT } from '../runner/environment';
import type { Identity } from '../runner/invocations';

/** The mini-program of the local cloud: what a call is from when it names no other. */
export const DEFAULT_APPID = 'wx0000000000demo1';

/** The merchant numbers that the local WeChat Pay knows; the first is that of the local cloud's own merchant. */
export const merchantNumbers: readonly string[] = Array.from({ length: 9 }, (_, i) => String(1_900_000_001 + i));

export const settingCollections: readonly CollectionSpec[] = [{ name: 'sys_settings', indexes: [] }];

/** Who may create merchants here. */
export const OPERATOR = 'demo-operator';

/** The message templates of the local cloud, by kind of message: how a group ends is told by one of them. */
export const messageTemplates: Readonly<Record<string, string>> = {
  group_formed: 'demo-group-result',
  group_failed: 'demo-group-result',
  refunded: 'demo-refunded',
  redeemed: 'demo-redeemed',
};

/** The variables of every function. The secret is chosen once for a data directory: what it signed stays valid. */
export function functionEnvironment(engine: Engine, newSecret: () => string): Record<string, string> {
  const [kept] = engine.find('sys_settings', { filter: { _id: 'secret' } });
  const secret = typeof kept?.value === 'string' ? kept.value : newSecret();
  if (!kept) engine.insert('sys_settings', [{ _id: 'secret', value: secret }]);
  return {
    TUANQUAN_OPERATORS: OPERATOR,
    TUANQUAN_SECRET: secret,
    TUANQUAN_ENV: LOCAL_ENVIRONMENT,
    TUANQUAN_QR_PREFIX: 'https://q.tuanquan.example/v/',
    TUANQUAN_TEMPLATES: Object.entries(messageTemplates)
      .map(([kind, template]) => `${kind}=${template}`)
      .join(),
  };
}

/**
 * Creates the merchant of the local cloud as its operator would, and gives the code with which its owner claims it. The
 * requests have fixed ids: done again after a restart, they are answered as before.
 */
export async function setUpMerchant(
  invoke: (name: string, event: unknown, identity: Identity) => Promise<unknown>,
): Promise<string> {
  const ask = async (action: string, input: Record<string, unknown>, field: string): Promise<string> => {
    const identity = { openid: OPERATOR, appid: DEFAULT_APPID, source: 'wx_client' };
    const answer = (await invoke('api', { action, input }, identity)) as { data?: Record<string, unknown> } | null;
    const value = answer?.data?.[field];
    if (typeof value === 'string') return value;
    throw new Error(`the api did not do ${action}: ${JSON.stringify(answer)}`);
  };
  const merchant = { appid: DEFAULT_APPID, name: '演示商家', subMchId: merchantNumbers[0] };
  const merchantId = await ask(
    'createMerchant',
    { requestId: 'local-cloud-create-merchant', ...merchant },
    'merchantId',
  );
  return ask('issueSetupCode', { requestId: 'local-cloud-setup-code', merchantId }, 'setupCode');
}
