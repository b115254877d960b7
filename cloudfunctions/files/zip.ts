import { deflateRawSync } from 'node:zlib';

/** A file to be packed: its path and its text. */
export interface ZipEntry {
  readonly path: string;
  readonly text: string;
}

/** The day that every entry bears, 2026-01-01 in MS-DOS form: equal contents give equal bytes. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** Version 2.0 of the format, deflate, names in UTF-8 (APPNOTE.TXT 6.3.10, §4.4). */
const VERSION = 20;
const UTF8 = 0x0800;
const DEFLATE = 8;

/** Packs files into a ZIP archive (PKWARE APPNOTE.TXT 6.3.10), without ZIP64: together less than 4 GB. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { path, text } of entries) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const described = numbers(
      ...[half(VERSION), half(UTF8), half(DEFLATE), half(0), half(DOS_DATE)],
      ...[word(crc32(content)), word(packed.length), word(content.length), half(name.length), half(0)],
    );
    locals.push(numbers(word(0x04034b50)), described, name, packed);
    const place = numbers(half(0), half(0), half(0), word(0), word(offset));
    centrals.push(numbers(word(0x02014b50), half(VERSION)), described, place, name);
    offset += 4 + described.length + name.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const count = half(entries.length);
  const end = numbers(word(0x06054b50), half(0), half(0), count, count, word(directory.length), word(offset), half(0));
  return Buffer.concat([...locals, directory, end]);
}

/** The checksum of a ZIP entry; Node has its own only from 20.15 on. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const CRC_TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** A number with its width in bytes; the format is little-endian. */
type Field = readonly [bytes: 2 | 4, value: number];
const half = (value: number): Field => [2, value];
const word = (value: number): Field => [4, value];

function numbers(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
