import { expect, test } from '@jest/globals';

import { choosePictures } from '../../../miniprogram/merchant/services/pictures';

test('a picture that did not get to the cloud is not said to have had an effect', async () => {
  const wx = {
    chooseMedia: () => Promise.resolve({ tempFiles: [{ tempFilePath: 'wxfile://a.jpg' }] }),
    cloud: { uploadFile: () => Promise.reject(new Error('uploadFile:fail timeout')) },
  };
  Object.assign(globalThis, { wx });
  await expect(choosePictures(1)).rejects.toMatchObject({
    wording: { what: '网络不通', todo: '图片没有传完，请连上后再试一次' },
  });
});
