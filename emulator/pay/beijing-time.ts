const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Beijing has had one offset and no summer time since 1991. */
const OFFSET_MS = 8 * HOUR_MS;

/** `yyyyMMddHHmmss` in Beijing time, as WeChat Pay v2 writes instants; parts of a second are cut off. */
export function toStamp(at: number): string {
  return toMoment(at).replace(/\D/g, '');
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing time, as refund notices and bills write instants. */
export function toMoment(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant that a `yyyyMMddHHmmss` of Beijing names, or undefined when there is none such. */
export function fromStamp(stamp: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = Date.UTC(year, month - 1, day, hour, minute, second) - OFFSET_MS;
  return toStamp(at) === stamp ? at : undefined;
}

/** From and to (exclusive) of the Beijing day `yyyyMMdd`, or undefined when there is no such day. */
export function dayBounds(day: string): { readonly from: number; readonly to: number } | undefined {
  const from = fromStamp(`${day}000000`);
  return from === undefined ? undefined : { from, to: from + DAY_MS };
}

/** The first instant of the Beijing day after the one in which `at` lies. */
export function nextMidnight(at: number): number {
  return (Math.floor((at + OFFSET_MS) / DAY_MS) + 1) * DAY_MS - OFFSET_MS;
}
