import type { Wording } from '../../text/errors';
import { download, newRequestId, upload } from '../../services/cloud';
import { pictures as text } from '../text/pictures';

/** A picture that could not be chosen or kept, in words; `canOpenSettings`: where that is allowed. */
export class PictureRefused extends Error {
  constructor(
    readonly wording: Wording,
    readonly canOpenSettings: boolean,
  ) {
    super(wording.what);
  }
}

/**
 * Lets a person choose pictures and puts them into the cloud; answers their file ids, none when the person changed his
 * mind. Throws PictureRefused, also when a picture did not get there.
 */
export async function choosePictures(count: number): Promise<readonly string[]> {
  const chosen = await allowed(() => wx.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] }));
  const files = chosen?.tempFiles ?? [];
  try {
    return await Promise.all(files.map(({ tempFilePath }) => upload(cloudPathOf(tempFilePath), tempFilePath)));
  } catch {
    throw new PictureRefused(text.notSent, false);
  }
}

/** Puts a picture of the cloud into the phone's album; false when the person changed his mind. Throws as above. */
export async function savePicture(fileId: string): Promise<boolean> {
  const saved = await allowed(async () => {
    return wx.saveImageToPhotosAlbum({ filePath: await download(fileId) });
  });
  return saved !== undefined;
}

async function allowed<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const said = error instanceof Error ? error.message : String((error as { readonly errMsg?: unknown }).errMsg);
    if (/cancel/.test(said)) return undefined;
    throw refusalOf(said);
  }
}

/** wx.chooseMedia, wx.saveImageToPhotosAlbum and the privacy agreement, developers.weixin.qq.com, 2026-11-22. */
function refusalOf(said: string): PictureRefused {
  if (/not declared|api scope/.test(said)) return new PictureRefused(text.notDeclared, false);
  if (/privacy/.test(said)) return new PictureRefused(text.refused, false);
  if (/auth|permission|system deny/.test(said)) return new PictureRefused(text.notAllowed, true);
  return new PictureRefused(text.failed, false);
}

function cloudPathOf(filePath: string): string {
  const kind = /\.(png|jpe?g|gif|webp)$/i.exec(filePath)?.[1]?.toLowerCase() ?? 'jpg';
  return `deals/${newRequestId()}.${kind}`;
}
