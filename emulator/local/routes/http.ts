import { LOCAL_ENVIRONMENT } from '../../runner/environment';
import { json, type LocalAnswer, type LocalRequest, type Route } from '../route';

export const http: Route = {
  method: 'any',
  path: '/local/http/',
  summary: 'HTTP access to {function}, with the rest of the path',
  async answer(request, { invoke, appid }) {
    const [name = '', ...path] = request.rest.split('/');
    const result = await invoke(name, eventOf(request, `/${path.join('/')}`), { appid, source: 'wx_http' });
    return answerOf(result);
  },
};

/** What a function gets of an HTTP request (docs.cloudbase.net, service/access-cloud-function). */
function eventOf({ method, headers, query, body }: LocalRequest, path: string): Record<string, unknown> {
  const isText = /^(text\/|application\/(json|xml|x-www-form-urlencoded))/.test(
    headers['content-type'] ?? 'text/plain',
  );
  return {
    path,
    httpMethod: method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    queryStringParameters: Object.fromEntries(query),
    requestContext: { envId: LOCAL_ENVIRONMENT, sourceIp: '127.0.0.1' },
    body: body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
}

/** With a statusCode the function has said what to answer; else its result is the answer. */
function answerOf(result: unknown): LocalAnswer {
  if (typeof result === 'string')
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: result };
  if (!isAnswer(result)) return json(result);
  const { statusCode, headers = {}, body = '', isBase64Encoded = false } = result;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: isBase64Encoded ? Buffer.from(text, 'base64') : text,
  };
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

function isAnswer(result: unknown): result is HttpAnswer {
  return typeof result === 'object' && result !== null && Number.isInteger((result as HttpAnswer).statusCode);
}
