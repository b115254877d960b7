import type { Phone } from '../phone/phone';
import { Refused } from '../weixin/refused';
import { ask, field, send, Unreachable } from '../weixin/server';
import { api, demandText } from './call';
import type { MakeFamily } from './family';
import { fileUrl, keepFile, openFile } from './files';
import { closedTo } from './missing';

interface FunctionCall {
  readonly name: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Upload {
  readonly cloudPath: string;
  readonly filePath: string;
}

/** A file by its id, or with how long its URL should live. */
type FileReference = string | { readonly fileID: string };

/** What the cloud's failures are called on a phone (wx.cloud error codes, 2026-11-22). */
const failures: Readonly<Record<string, string>> = {
  FUNCTION_NOT_FOUND: '-501000 | errMsg:',
  FUNCTIONS_EXECUTE_FAIL: '-504002 functions execute fail | errMsg:',
};

/** `wx.cloud`: calls and files go to the local cloud. The database is closed to clients. */
export const cloud: MakeFamily = (phone) => ({
  cloud: closedTo(phone, 'wx.cloud', {
    init: () => undefined,
    callFunction: api<FunctionCall>('cloud.callFunction', (options) => callFunction(phone, options)),
    uploadFile: api<Upload>('cloud.uploadFile', async (options) => {
      const path = demandText(options, 'cloudPath');
      const bytes = await (await openFile(demandText(options, 'filePath'))).arrayBuffer();
      const url = `/local/storage/${path.split('/').map(encodeURIComponent).join('/')}`;
      const answer = await send(phone, url, { method: 'PUT', body: bytes });
      const body: unknown = await answer.json();
      if (!answer.ok) throw new Refused(`errCode: -503001 storage fail | errMsg: ${String(field(body, 'error'))}`);
      return { fileID: field(body, 'fileId'), statusCode: 204 };
    }),
    downloadFile: api<{ readonly fileID: string }>('cloud.downloadFile', async (options) => {
      const answer = await send(phone, fileUrl(demandText(options, 'fileID')));
      if (!answer.ok) throw new Refused('errCode: -503003 storage file not exists');
      return { tempFilePath: keepFile(await answer.blob(), options.fileID), statusCode: 200 };
    }),
    getTempFileURL: api<{ readonly fileList: readonly FileReference[] }>('cloud.getTempFileURL', ({ fileList }) => ({
      fileList: fileList.map(temporaryUrl),
    })),
  }),
});

async function callFunction(phone: Phone, options: FunctionCall) {
  const name = demandText(options, 'name');
  const input = options.data ?? {};
  const startedAt = performance.now();
  const title = typeof input.action === 'string' ? input.action : name;
  const report = (outcome: object): void =>
    phone.journal.add('call', title, {
      name,
      input,
      ...outcome,
      durationMs: Math.round(performance.now() - startedAt),
    });
  try {
    const { status, body } = await ask(phone, 'POST', `/local/call/${encodeURIComponent(name)}`, input);
    if (status !== 200) throw functionFailure(body);
    report({ answer: field(body, 'result') });
    return { result: field(body, 'result') ?? null, requestID: crypto.randomUUID() };
  } catch (error) {
    report({ failure: String(error) });
    throw error instanceof Unreachable ? new Refused(error.message, { errCode: -1 }) : error;
  }
}

function functionFailure(body: unknown): Refused {
  const known = failures[String(field(body, 'code'))] ?? '-504003 | errMsg:';
  return new Refused(`Error: errCode: ${known} ${String(field(body, 'error'))}`, { errCode: parseInt(known, 10) });
}

function temporaryUrl(file: FileReference) {
  const fileID = typeof file === 'string' ? file : file.fileID;
  return { fileID, tempFileURL: new URL(fileUrl(fileID), location.href).href, status: 0, errMsg: 'ok' };
}
