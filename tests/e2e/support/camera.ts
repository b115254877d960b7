import type { Phone } from './phone';

/** A photograph of a phone's screen, once it shows a voucher's code. */
export async function codeOn(phone: Phone): Promise<Buffer> {
  await phone.frame.locator('canvas').first().waitFor();
  await phone.settle();
  return phone.screenshot();
}

/** Holds the open camera of a phone to a photograph. */
export async function showToCamera(phone: Phone, picture: Buffer): Promise<void> {
  const file = { name: 'screen.png', mimeType: 'image/png', buffer: picture };
  await phone.frame.getByLabel('对准一张照片').setInputFiles(file);
}

/** The photograph with its left half covered. */
export async function halfCovered(phone: Phone, picture: Buffer): Promise<Buffer> {
  const painted = await phone.frame.evaluate(
    async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('this browser draws nothing');
      pen.drawImage(image, 0, 0);
      pen.fillStyle = '#c9a58b';
      pen.fillRect(0, 0, image.width / 2, image.height);
      return canvas.toDataURL('image/png');
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  );
  return Buffer.from(painted.slice(painted.indexOf(',') + 1), 'base64');
}
