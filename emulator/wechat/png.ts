import { crc32, deflateSync } from 'node:zlib';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A square picture of black (true) and white modules as PNG bytes, each module `scale` pixels wide. */
export function pngOfModules(modules: readonly (readonly boolean[])[], scale: number): Buffer {
  const width = modules.length * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  // Eight bits a pixel, grey; deflate, adaptive filters, not interlaced.
  header.set([8, 0, 0, 0, 0], 8);
  const rows = modules.flatMap((row) => Array<Buffer>(scale).fill(pixelRow(row, scale)));
  const pixels = deflateSync(Buffer.concat(rows));
  return Buffer.concat([pngSignature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function pixelRow(row: readonly boolean[], scale: number): Buffer {
  const pixels = Buffer.alloc(1 + row.length * scale, 0xff);
  // The first byte of a row names its filter: none.
  pixels[0] = 0;
  row.forEach((black, i) => {
    if (black) pixels.fill(0, 1 + i * scale, 1 + (i + 1) * scale);
  });
  return pixels;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
