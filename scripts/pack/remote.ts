/** Addresses that only name a vocabulary or stand in a message to developers. */
const namesOnly = /^https?:\/\/(www\.w3\.org|github\.com|developers\.weixin\.qq\.com|echarts\.apache\.org)\//;

/** The same text, if it loads nothing from the network. Throws, naming the file and the address, if it might. */
export function refuseRemote(path: string, text: string): string {
  const remote = (text.match(/(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+\/[^\s"'`)]*/g) ?? []).find(
    (url) => !namesOnly.test(url),
  );
  if (remote !== undefined) throw new Error(`${path} names ${remote}: what is packed must need no network`);
  return text;
}
