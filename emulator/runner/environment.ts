import type { Invocation } from './invocations';

/** The environment that the local cloud is, as `getWXContext().ENV` names it. */
export const LOCAL_ENVIRONMENT = 'local-env';

/**
 * The whole environment of one run: what wx-server-sdk 4.0.2 reads in the cloud (measured 2026-11-22), and the
 * function's own variables. Nothing of an earlier run may be left beside it: the SDK takes the caller's identity from
 * here.
 */
export function environmentOf(
  invocation: Invocation,
  gatewayUrl: string,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const { identity, token } = invocation;
  const [origin] = identity.source.split(',');
  const isTimer = origin === 'wx_trigger';
  // Only a mini-program, or WeChat Pay for one, comes with an appid.
  const isOfNone = isTimer || origin === 'wx_http';
  const person = defined({
    WX_OPENID: identity.openid,
    WX_APPID: isOfNone ? undefined : identity.appid,
    // Beside the environment's own when it is shared (Cloud.getWXContext, FROM_OPENID; read 2026-11-22).
    WX_FROM_OPENID: isOfNone ? undefined : identity.from?.openid,
    WX_FROM_APPID: isOfNone ? undefined : identity.from?.appid,
    WX_UNIONID: identity.unionid,
    WX_CLIENTIP: identity.clientIp,
    WX_API_TOKEN: token,
    // In a timer's run the SDK sends this token and not the other.
    WX_TRIGGER_API_TOKEN_V0: isTimer ? token : undefined,
  });
  return {
    ...own,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: gatewayUrl }),
    // Without these two the SDK ends the process; nobody checks them here.
    TENCENTCLOUD_SECRETID: 'local-id',
    TENCENTCLOUD_SECRETKEY: 'local-key',
    TENCENTCLOUD_RUNENV: 'SCF',
    // Else the SDK warns of every call that takes 3 seconds, and keeps that timer for calls that failed.
    SILENCE: 'true',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: LOCAL_ENVIRONMENT,
    TCB_ENV: LOCAL_ENVIRONMENT,
    ...(identity.source === '' ? {} : { TCB_SOURCE: identity.source }),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    ...(isTimer ? { TRIGGER_SRC: 'timer' } : {}),
    ...person,
    WX_CONTEXT_KEYS: Object.keys(person).join(','),
  };
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
