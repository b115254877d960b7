import busboy from 'busboy';

/** The parts of a multipart/form-data body by name: texts as strings, octet-streams as the bytes that were sent. */
export type Multipart = Readonly<Record<string, string | Buffer>>;

/** Takes a multipart body apart without touching the bytes of binary parts; rejects when the body is malformed. */
export function readMultipart(contentType: string, body: Buffer): Promise<Multipart> {
  return new Promise((resolve, reject) => {
    const parts: Record<string, string | Buffer> = {};
    const reader = busboy({ headers: { 'content-type': contentType }, limits: { fieldSize: Infinity } });
    reader.on('field', (name, text) => {
      parts[name] = text;
    });
    reader.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        parts[name] = Buffer.concat(chunks);
      });
    });
    reader.on('error', reject);
    reader.on('close', () => {
      resolve(parts);
    });
    reader.end(body);
  });
}
