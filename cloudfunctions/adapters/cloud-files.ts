import type { WeChat } from '../runtime/ports';

/** Files of the cloud environment, as the SDK gives them. */
export interface CloudFiles {
  uploadFile(file: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>;
  downloadFile(file: { fileID: string }): Promise<{ fileContent: Buffer }>;
  getTempFileURL(files: { fileList: string[] }): Promise<{ fileList: { status: number; tempFileURL: string }[] }>;
}

/** What getTempFileURL says of a file that is not there (wx-server-sdk 4.0.2, measured 2026-11-22). */
const NO_FILE = -503003;

/** The cloud's storage, through the SDK's own calls. */
export function cloudFiles(files: CloudFiles): Pick<WeChat, 'storeFile' | 'readFile'> {
  return {
    async storeFile(path, bytes) {
      const { fileID } = await files.uploadFile({ cloudPath: path, fileContent: Buffer.from(bytes) });
      const { fileList } = await files.getTempFileURL({ fileList: [fileID] });
      return { fileId: fileID, url: fileList[0]?.tempFileURL ?? '' };
    },
    async readFile(fileId) {
      try {
        return (await files.downloadFile({ fileID: fileId })).fileContent;
      } catch (error) {
        // The SDK says in words only why it failed; asked for an address, it says in a number that there is no file.
        const { fileList } = await files.getTempFileURL({ fileList: [fileId] });
        if (fileList[0]?.status === NO_FILE) return undefined;
        throw error;
      }
    },
  };
}
