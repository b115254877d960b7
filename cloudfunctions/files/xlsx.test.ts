import { expect, test } from '@jest/globals';
import { inflateRawSync } from 'node:zlib';
import { xlsx } from './xlsx';
import { crc32, zip } from './zip';

/** Reads an archive back by its directory, as an unpacking program does. */
function unzip(bytes: Uint8Array): Record<string, string> {
  const archive = Buffer.from(bytes);
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const files: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const [packedLength, length] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(local)).toBe(0x04034b50);
    expect(archive.subarray(local + 6, local + 30)).toEqual(archive.subarray(at + 8, at + 32));
    const content = inflateRawSync(archive.subarray(local + 30 + nameLength, local + 30 + nameLength + packedLength));
    expect([content.length, crc32(content)]).toEqual([length, archive.readUInt32LE(at + 16)]);
    files[name] = content.toString('utf8');
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return files;
}

test('crc32: the check value of its catalogue', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

test('zip: what was packed is found again under its name', () => {
  const entries = [
    { path: 'a.txt', text: '' },
    { path: '目录/b.txt', text: '火锅'.repeat(1000) },
  ];
  expect(unzip(zip(entries))).toEqual(Object.fromEntries(entries.map(({ path, text }) => [path, text])));
});

test('xlsx: texts are texts, numbers are numbers, and every part is named by another', () => {
  const files = unzip(xlsx([['=1+1', '<店> & 店\u0007', 80.01]]));
  const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toContain('<t xml:space="preserve">=1+1</t>');
  expect(sheet).toContain('<t xml:space="preserve">&lt;店&gt; &amp; 店</t>');
  expect(sheet).toContain('<c><v>80.01</v></c>');
  expect(Object.keys(files)).toEqual([
    ...['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'],
    'xl/worksheets/sheet1.xml',
  ]);
  expect(files['_rels/.rels']).toContain('Target="xl/workbook.xml"');
  expect(files['xl/_rels/workbook.xml.rels']).toContain('Target="worksheets/sheet1.xml"');
});
