/** An index: fields in order, 1 rising and -1 falling. */
export interface IndexDeclaration {
  readonly name: string;
  readonly keys: readonly (readonly [field: string, direction: 1 | -1])[];
  readonly unique?: boolean;
}

/** A collection. ADMINONLY: no client reads or writes it; everything goes through the functions. */
export interface CollectionDeclaration {
  readonly name: string;
  readonly permission: 'ADMINONLY';
  readonly indexes: readonly IndexDeclaration[];
}

/** A field to index, falling where it is written with a minus: `-orderedAt`. */
function index(...fields: readonly string[]): IndexDeclaration {
  const keys = fields.map((field) => (field.startsWith('-') ? ([field.slice(1), -1] as const) : ([field, 1] as const)));
  return { name: keys.map(([field]) => field.replaceAll('.', '_')).join('_'), keys };
}

const unique = (...fields: readonly string[]): IndexDeclaration => ({ ...index(...fields), unique: true });

const collection = (name: string, ...indexes: readonly IndexDeclaration[]): CollectionDeclaration => ({
  ...{ name, permission: 'ADMINONLY', indexes },
});

/** One request changes one document: a second one under the same id is found, and cannot be written elsewhere. */
const byRequest = unique('requestKeys');

/** Every collection with its indexes, declared once: for the local cloud, the deployment and the audit alike. */
export const schema: readonly CollectionDeclaration[] = [
  collection('merchants', byRequest, index('-createdAt', '_id')),
  collection('staff', index('merchantId', '-createdAt', '_id')),
  collection('invitations', byRequest),
  collection('stores', byRequest, index('merchantId', '-createdAt', '_id')),
  collection('people'),
  collection(
    'deals',
    byRequest,
    index('merchantId', 'status', '-publishedAt', '_id'),
    index('merchantId', '-createdAt', '_id'),
    index('dueAt'),
  ),
  collection('codes', index('dealId', 'orderId', '_id'), index('orderId')),
  collection(
    'groups',
    // Not unique: groups that were written before they took requests share the missing field.
    index('requestKeys'),
    index('dealId', 'status', 'expiresAt'),
    index('merchantId', '-openedAt', '_id'),
    index('merchantId', 'formedAt'),
    index('merchantId', 'status', 'expiresAt'),
    index('dueAt'),
  ),
  collection(
    'orders',
    byRequest,
    unique('buyerKey', 'nth'),
    // The code comes first: a clerk's code is looked up beside the merchant, where a join has one field only.
    unique('codes', 'merchantId'),
    index('groupId', 'status'),
    index('abnormalRefunds'),
    index('merchantId', 'buyer', '-orderedAt', '_id'),
    index('merchantId', 'buyer', 'status', '-orderedAt', '_id'),
    index('merchantId', '-orderedAt', '_id'),
    index('merchantId', 'status', '-orderedAt', '_id'),
    index('merchantId', 'dealId', '-orderedAt', '_id'),
    index('merchantId', 'unposted', '_id'),
    // What a report adds up, whole: a day's sales are counted without reading an order.
    index('merchantId', 'paidAt', 'dealId', 'quantity', 'amountFen'),
    index('closeAt'),
    index('deliverAt'),
    index('settleAt'),
  ),
  collection('transfers', index('merchantId', 'at', '_id'), index('orderId')),
  collection(
    'redemptions',
    index('merchantId', '-redeemedAt', '_id'),
    index('merchantId', 'clerk', '-redeemedAt', '_id'),
    index('merchantId', 'storeId', '-redeemedAt', '_id'),
  ),
  // What leaders earned is added up along one range for each of them.
  collection('commissions', index('merchantId', 'leaderId', 'payableAt', 'accruedFen'), index('orderId')),
  collection('leaders', byRequest, index('merchantId', '-createdAt', '_id'), index('deliverAt')),
  collection(
    'messages',
    index('merchantId', 'person', '-at', '_id'),
    // Unread ones are looked up beside the merchant, where a join has one field only.
    index('person', 'merchantId', 'readAt', '-at'),
  ),
];
