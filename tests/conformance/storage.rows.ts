import { expect } from '@jest/globals';
import { last, local } from './local-gateway';
import { row } from './row';
import { sdk } from './sdk';

const MISSING = 'cloud://local-env.bucket/missing.txt';
const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128]);

/** ST: files. */
export function storageRows(): void {
  row(['ST-01', 'ST-07'], async () => {
    const answer = await sdk.uploadFile({ cloudPath: 'dir/a.bin', fileContent: bytes });
    expect(last('storage.getUploadMetadata')).toMatchObject({ path: 'dir/a.bin', method: 'put' });
    const { data } = local.lastAnswer() as { data: Record<string, unknown> };
    expect(Object.keys(data).sort()).toEqual(['authorization', 'cosFileId', 'fileId', 'token', 'url']);
    expect(Object.values(data).every((text) => typeof text === 'string' && text !== '')).toBe(true);
    expect(local.seen.at(-1)).toMatchObject({ method: 'PUT', headers: { key: 'dir%2Fa.bin' } });
    expect(answer).toEqual({ fileID: 'cloud://local-env.bucket/dir/a.bin', statusCode: -1, errMsg: 'uploadFile:ok' });
  });

  row('ST-02', async () => {
    const { fileID } = await sdk.uploadFile({ cloudPath: 'dir/图 1.bin', fileContent: bytes });
    const { fileContent } = await sdk.downloadFile({ fileID });
    expect(last('storage.batchGetDownloadUrl')).toMatchObject({ file_list: [{ fileid: fileID, max_age: 600 }] });
    expect(fileContent).toEqual(bytes);
  });

  row('ST-03', async () => {
    const { fileID } = await sdk.uploadFile({ cloudPath: '图 2.bin', fileContent: bytes });
    const asked = { fileID, maxAge: 60 };
    const { fileList } = await sdk.getTempFileURL({ fileList: [fileID, asked] });
    const tempFileURL = `${local.origin}/storage/图 2.bin`;
    expect(fileList).toMatchObject([
      { fileID, tempFileURL, status: 0, maxAge: 86_400 },
      { fileID, tempFileURL, status: 0, maxAge: 60 },
    ]);
  });

  row('ST-04', async () => {
    const { fileList } = await sdk.getTempFileURL({ fileList: [MISSING] });
    expect(fileList).toMatchObject([
      { fileID: MISSING, tempFileURL: '', status: -503003, errMsg: 'storage file not exists' },
    ]);
  });

  row('ST-05', async () => {
    const { fileID } = await sdk.uploadFile({ cloudPath: 'b.bin', fileContent: bytes });
    const removed = await sdk.deleteFile({ fileList: [fileID, MISSING] });
    expect(removed).toMatchObject({
      fileList: [
        { fileID, status: 0 },
        { fileID: MISSING, status: -503003 },
      ],
    });
    const { fileList } = await sdk.getTempFileURL({ fileList: [fileID] });
    expect(fileList).toMatchObject([{ status: -503003 }]);
  });

  row('ST-06', async () => {
    await expect(sdk.downloadFile({ fileID: MISSING })).rejects.toMatchObject({
      errCode: -1,
      errMsg: expect.stringContaining('storage file not exists'),
    });
  });
}
