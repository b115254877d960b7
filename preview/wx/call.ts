import { Refused } from '../weixin/refused';

/** What WeChat's `fail` gets: `errMsg` is `<api>:fail <reason>`. */
export interface Failure {
  readonly errMsg: string;
  readonly errno?: number;
  readonly errCode?: number;
}

/** What every asynchronous API takes besides its own arguments. With one of them it returns no promise. */
export interface Callbacks {
  readonly success?: (answer: never) => void;
  readonly fail?: (failure: Failure) => void;
  readonly complete?: (ended: never) => void;
}

/** How an API ended, with what `success` or `fail` gets. */
interface Ended {
  readonly isOk: boolean;
  readonly answer: { readonly errMsg: string };
}

/**
 * An asynchronous API of WeChat in both its forms: with `success`, `fail`, `complete`, or as a promise. The object that
 * `run` gives, if any, is the answer; whatever it throws becomes `<name>:fail <message>`.
 */
export function api<Options extends object = object>(name: string, run: (options: Options) => unknown) {
  return (options?: Options & Callbacks): Promise<{ errMsg: string }> | undefined => {
    const ended = end(name, () => run(options ?? ({} as Options)));
    const listen = ({ success, fail, complete }: Readonly<Record<keyof Callbacks, unknown>>): void => {
      void ended.then(({ isOk, answer }) => {
        for (const listener of [isOk ? success : fail, complete]) {
          if (typeof listener === 'function') (listener as (ended: object) => void)(answer);
        }
      });
    };
    if (options?.success ?? options?.fail ?? options?.complete) {
      listen({ success: options.success, fail: options.fail, complete: options.complete });
      return undefined;
    }
    return new Promise((success, fail) => listen({ success, fail, complete: undefined }));
  };
}

async function end(name: string, run: () => unknown): Promise<Ended> {
  // An API never answers before it has returned.
  await Promise.resolve();
  try {
    return { isOk: true, answer: { ...((await run()) as object | undefined), errMsg: `${name}:ok` } };
  } catch (error) {
    return { isOk: false, answer: failureOf(name, error) };
  }
}

/** What an API that threw `error` answers. */
export function failureOf(name: string, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    errMsg: `${name}:fail${reason === '' ? '' : ` ${reason}`}`,
    ...(error instanceof Refused ? error.numbers : {}),
  };
}

/** Fails the API as WeChat does when an argument is not a text. */
export function demandText(options: object, parameter: string): string {
  const value = (options as Readonly<Record<string, unknown>>)[parameter];
  if (typeof value === 'string') return value;
  const given = value === undefined ? 'Undefined' : value === null ? 'Null' : value.constructor.name;
  throw new Refused(`parameter error: parameter.${parameter} should be String instead of ${given};`);
}
