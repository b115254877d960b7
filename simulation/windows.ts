import type { Document, Engine } from '../emulator/engine/engine';
import type { CallLog } from '../emulator/local/call-log';
import { DEFAULT_APPID, merchantNumbers } from '../emulator/local/set-up';
import type { PayContext } from '../emulator/pay/context';
import { payCalls } from '../emulator/pay/pay-calls';
import type { Storage } from '../emulator/storage/storage';
import { consentLeft, setConsent } from '../emulator/wechat/subscribe-message';

/** Every document by collection and id, as it is now. */
export type Known = ReadonlyMap<string, Map<unknown, Document>>;

interface Store {
  readonly engine: Engine;
  readonly known: Known;
  readonly storage: Storage;
}

/** What can be seen of a simulation from outside, and what phones put into its storage. */
export function windowsOf({ engine, known, storage }: Store, pay: PayContext, calls: CallLog) {
  return {
    /** A collection as it is now. */
    look: (collection: string): ReadonlyMap<unknown, Document> => known.get(collection) ?? new Map(),
    /** Tells every write from now on. */
    onChange: (listener: Parameters<Engine['onChange']>[0]): void => engine.onChange(listener),
    /** Tells every gateway call from now on. */
    onCall: (listener: Parameters<CallLog['watch']>[0]): void => void calls.watch(listener),
    /** What a phone does with `wx.cloud.uploadFile`; gives the file's id. */
    upload: (path: string, text: string): Promise<string> => storage.write(path, Buffer.from(text)),
    /** What a phone does with `wx.cloud.downloadFile`; nothing where there is no such file. */
    download: (fileId: string): Promise<Buffer | undefined> => storage.read(fileId),
    /** Somebody taps 允许 at WeChat's sheet: one more message of this template may be sent to him. */
    allow: (openid: string, template: string): void =>
      setConsent(pay, openid, template, consentLeft(pay, openid, template) + 1),
    /** WeChat's bill of a day (`yyyyMMdd`) for a merchant by its number, or its refusal. */
    bill(day: string, subMchId = merchantNumbers[0]): string {
      const asked = { sub_mch_id: subMchId, bill_date: day, bill_type: 'ALL' };
      const answer = payCalls.downloadBill?.(pay, asked, { appid: DEFAULT_APPID });
      return Buffer.isBuffer(answer) ? answer.toString() : JSON.stringify(answer);
    },
  };
}
