import { newRequestId, Unreachable, upload } from '../../services/cloud';
import { codeFile as words, codes as text } from '../text/codes';
import { allowed, Disallowed } from './allowed';

/** A file of codes on this phone. */
export interface CodeFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** Lets a person choose a file of a chat; undefined when he changed his mind. Throws Disallowed. */
export async function chooseCodeFile(): Promise<CodeFile | undefined> {
  const choose = () => wx.chooseMessageFile({ count: 1, type: 'file', extension: ['txt', 'csv'] });
  const file = (await allowed(choose, words))?.tempFiles[0];
  return file && { name: file.name, path: file.path, bytes: file.size };
}

/** Writes what was pasted into a file of this phone, always the same one; answers its path. Throws Disallowed. */
export function writeCodeFile(pasted: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/codes.txt`;
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().writeFile({
      ...{ filePath, data: pasted, encoding: 'utf8' },
      success: () => resolve(filePath),
      fail: () => reject(new Disallowed(text.fileLost, false)),
    });
  });
}

/** Puts a file of codes into the cloud; answers its file id. Nothing is imported by that. Throws Disallowed. */
export async function uploadCodes(path: string): Promise<string> {
  try {
    return await upload(`codes/${newRequestId()}.txt`, path);
  } catch (error) {
    throw error instanceof Unreachable ? new Disallowed(text.notSent, false) : error;
  }
}
