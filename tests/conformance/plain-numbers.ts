/** Reads extended JSON with its 32-bit numbers written plainly: literals of expected requests are easier to read so. */
export function plainNumbers(ejson: unknown): unknown {
  return JSON.parse(ejson as string, (key, value: unknown) => {
    const isWrapped = typeof value === 'object' && value !== null && '$numberInt' in value;
    return isWrapped ? Number(value.$numberInt) : value;
  }) as unknown;
}
