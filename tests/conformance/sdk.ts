import cloud from 'wx-server-sdk';

/** What the package's own types leave out or call `any`: wx-server-sdk 4.0.2 as this suite uses it. */
export interface Sdk {
  readonly init: (config: { env: string; throwOnNotFound?: boolean }) => void;
  readonly database: (config?: { throwOnNotFound?: boolean }) => Database;
  readonly callFunction: (call: { name: string; data?: unknown }) => Promise<Answer>;
  readonly uploadFile: (file: { cloudPath: string; fileContent: Buffer }) => Promise<Answer & { fileID: string }>;
  readonly downloadFile: (file: { fileID: string }) => Promise<Answer & { fileContent: Buffer }>;
  readonly getTempFileURL: (files: { fileList: unknown[] }) => Promise<Answer & { fileList: Answer[] }>;
  readonly deleteFile: (files: { fileList: string[] }) => Promise<Answer>;
  readonly callOpenAPI: (call: { api: string; data: unknown }) => Promise<Answer>;
  readonly getOpenData: (call: { list: string[] }) => Promise<Answer>;
  readonly getWXContext: () => Answer;
  readonly cloudPay: CloudPay & ((config: { appid: string }) => CloudPay);
  readonly openapi: Openapi & ((config: { version?: string; convertCase?: boolean }) => Openapi);
  readonly Cloud: new (target: { resourceAppid: string; resourceEnv: string }) => { init: () => Promise<void> };
}

export type Answer = Readonly<Record<string, unknown>>;

type Api = (args: unknown) => Promise<Answer>;

/** Any name can be called; `micropay` stands for one that the local cloud lacks. */
type PayName = 'unifiedOrder' | 'queryOrder' | 'downloadBill' | 'micropay';

export type CloudPay = { readonly [name in PayName]: Api };

/** Any path of names can be called; `immediateDelivery.getOrder` stands for one that the local cloud lacks. */
export interface Openapi {
  readonly subscribeMessage: { readonly send: Api };
  readonly updatableMessage: { readonly createActivityId: Api };
  readonly wxacode: { readonly getUnlimited: Api };
  readonly immediateDelivery: { readonly getOrder: Api };
}

export interface Database {
  readonly command: Command & { readonly aggregate: Operators };
  readonly serverDate: (offset?: { offset: number }) => unknown;
  readonly RegExp: (pattern: { regexp: string; options: string }) => unknown;
  readonly Geo: { readonly Point: new (longitude: number, latitude: number) => unknown };
  readonly collection: (name: string) => Collection;
  readonly createCollection: (name: string) => Promise<Answer>;
  readonly runTransaction: <T>(run: (transaction: Transaction) => Promise<T>, times?: number) => Promise<T>;
  readonly startTransaction: () => Promise<Transaction>;
}

export interface Transaction {
  readonly collection: (name: string) => Collection;
  readonly commit: () => Promise<Answer>;
  readonly rollback: (reason?: unknown) => Promise<Answer>;
}

export interface Query {
  readonly where: (condition: unknown) => Query;
  readonly orderBy: (field: string, direction: string) => Query;
  readonly skip: (count: number) => Query;
  readonly limit: (count: unknown) => Query;
  readonly field: (fields: object) => Query;
  readonly get: () => Promise<{ data: Answer[]; errMsg: string }>;
  readonly count: () => Promise<Answer>;
  readonly update: (options: { data?: unknown; multi?: boolean }) => Promise<Answer>;
  readonly remove: (options?: { multi?: boolean }) => Promise<Answer>;
}

export interface Collection extends Query {
  readonly doc: (id: unknown) => Doc;
  readonly add: (options: { data?: unknown }) => Promise<Answer>;
  readonly aggregate: () => Pipeline;
}

export interface Doc {
  readonly field: (fields: object) => Doc;
  readonly get: () => Promise<{ data: Answer; errMsg: string }>;
  readonly set: (options: { data?: unknown }) => Promise<Answer>;
  readonly update: (options: { data?: unknown }) => Promise<Answer>;
  readonly remove: () => Promise<Answer>;
}

type StageName =
  | 'addFields'
  | 'bucket'
  | 'bucketAuto'
  | 'count'
  | 'facet'
  | 'group'
  | 'limit'
  | 'lookup'
  | 'match'
  | 'out'
  | 'project'
  | 'replaceRoot'
  | 'sample'
  | 'skip'
  | 'sort'
  | 'sortByCount'
  | 'unwind';

export type Pipeline = { readonly [stage in StageName]: (value: unknown) => Pipeline } & {
  readonly end: () => Promise<{ list: unknown[]; errMsg: string }>;
  readonly done: () => unknown;
};

type OperatorName = 'add' | 'avg' | 'eq' | 'first' | 'gt' | 'max' | 'min' | 'multiply' | 'push' | 'sum' | 'trunc';

/** `db.command.aggregate`. */
export type Operators = { readonly [name in OperatorName]: (operand: unknown) => unknown } & {
  readonly pipeline: () => Pipeline;
};

type CommandName =
  | 'addToSet'
  | 'all'
  | 'and'
  | 'elemMatch'
  | 'eq'
  | 'exists'
  | 'expr'
  | 'gt'
  | 'gte'
  | 'in'
  | 'inc'
  | 'lt'
  | 'lte'
  | 'max'
  | 'min'
  | 'mod'
  | 'mul'
  | 'neq'
  | 'nin'
  | 'nor'
  | 'not'
  | 'or'
  | 'pop'
  | 'pull'
  | 'pullAll'
  | 'push'
  | 'remove'
  | 'rename'
  | 'set'
  | 'shift'
  | 'size'
  | 'unshift';

/** `db.command`, and what its calls give: commands can be chained. */
export type Command = { readonly [name in CommandName]: (...operands: unknown[]) => Command };

/** The SDK under test, as it is published. */
export const sdk = cloud as unknown as Sdk;
sdk.init({ env: 'local-env' });

/** Its database. Where the calls go, and for whom, is read from the environment at each of them. */
export const database = sdk.database();
