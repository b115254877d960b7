import type { GatewayRequest } from '../../../emulator/gateway/wire-request';
import { FIELD_MARK, OPERATOR_MARK } from './hostile';

/** Operators that the one door to the database makes (cloudfunctions/adapters); no request of ours has another. */
const OURS = new Set([
  ...['$and', '$or', '$eq', '$neq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$expr'],
  ...['$set', '$inc', '$min', '$unset', '$push', '$each', '$slice', '$literal', '$sum', '$floor', '$divide', '$add'],
  ...['$match', '$sort', '$limit', '$project', '$numberInt', '$numberLong'],
]);

/** A name that begins with a dollar, as a key inside a text of JSON inside the request's JSON. */
const KEY = /\\"(\$[^"\\]*)\\":/g;

/** Words of a merchant in a request to WeChat Pay: why he refunds, and what he sells. He may write what he likes. */
const HIS_WORDS = /"(refund_desc|body)":"(?:[^"\\]|\\.)*"/g;

const UNFILLED = /\bNaN\b|undefined/;

/** What a request of the SDK has in it that must never leave us. */
export function wrongOnTheWire({ contentType, body }: GatewayRequest): string[] {
  const text = body.toString();
  const wrong = text.includes(OPERATOR_MARK) ? ['an object of the client is on the wire'] : [];
  if (contentType.startsWith('multipart')) {
    return [...wrong, ...(UNFILLED.test(text.replaceAll(HIS_WORDS, '')) ? [text] : [])];
  }
  const foreign = [...text.matchAll(KEY)].map(([, name = '']) => name).filter((name) => !OURS.has(name));
  return [
    ...wrong,
    ...foreign.map((name) => `an operator that is not ours is on the wire: ${name}`),
    ...(/"query":"\{\}"/.test(text) ? ['a request of everything is on the wire'] : []),
    ...(text.includes(FIELD_MARK) && isRead(text) ? ["a client's text is read as a field"] : []),
  ];
}

interface Request {
  readonly stages?: readonly { readonly stageKey: string; readonly stageValue: string }[];
}

/** Whether a text of the client is where an expression is read, and not a literal. A `$match` reads none. */
function isRead(text: string): boolean {
  const { stages = [] } = JSON.parse(text) as Request;
  return stages.some(({ stageKey, stageValue }) => stageKey !== '$match' && holdsField(JSON.parse(stageValue)));
}

function holdsField(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('$') && value.includes(FIELD_MARK);
  if (typeof value !== 'object' || value === null || '$literal' in value) return false;
  return Object.values(value).some(holdsField);
}
