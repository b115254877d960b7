import { download, newRequestId, upload } from '../../services/cloud';
import { pictures as text } from '../text/pictures';
import { allowed, Disallowed } from './allowed';

/**
 * Lets a person choose pictures and puts them into the cloud; answers their file ids, none when the person changed his
 * mind. Throws Disallowed, also when a picture did not get there.
 */
export async function choosePictures(count: number): Promise<readonly string[]> {
  const choose = () => wx.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] });
  const files = (await allowed(choose, text))?.tempFiles ?? [];
  try {
    return await Promise.all(files.map(({ tempFilePath }) => upload(cloudPathOf(tempFilePath), tempFilePath)));
  } catch {
    throw new Disallowed(text.notSent, false);
  }
}

/** Puts a picture of the cloud into the phone's album; false when the person changed his mind. Throws as above. */
export async function savePicture(fileId: string): Promise<boolean> {
  const save = async () => wx.saveImageToPhotosAlbum({ filePath: await download(fileId) });
  return (await allowed(save, text)) !== undefined;
}

function cloudPathOf(filePath: string): string {
  const kind = /\.(png|jpe?g|gif|webp)$/i.exec(filePath)?.[1]?.toLowerCase() ?? 'jpg';
  return `deals/${newRequestId()}.${kind}`;
}
