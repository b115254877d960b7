import type { Wording } from '../../text/errors';

/** What WeChat or the person did not allow, in words; `canOpenSettings`: where it can be allowed. */
export class Disallowed extends Error {
  constructor(
    readonly wording: Wording,
    readonly canOpenSettings: boolean,
  ) {
    super(wording.what);
  }
}

/** What is said of each way in which something private is not to be had. */
export type Refusals = Readonly<Record<'notDeclared' | 'refused' | 'notAllowed' | 'failed', Wording>>;

/** Asks WeChat for something private; undefined when the person changed his mind. Throws Disallowed. */
export async function allowed<T>(ask: () => Promise<T>, words: Refusals): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const said = error instanceof Error ? error.message : String((error as { readonly errMsg?: unknown }).errMsg);
    if (/cancel/.test(said)) return undefined;
    throw refusalOf(said, words);
  }
}

/** wx.chooseMedia, wx.chooseMessageFile and the privacy agreement, developers.weixin.qq.com, 2026-11-22. */
function refusalOf(said: string, words: Refusals): Disallowed {
  if (/not declared|api scope/.test(said)) return new Disallowed(words.notDeclared, false);
  if (/privacy/.test(said)) return new Disallowed(words.refused, false);
  if (/auth|permission|system deny/.test(said)) return new Disallowed(words.notAllowed, true);
  return new Disallowed(words.failed, false);
}
