import type { OpenPage, OpenTypeButton, Phone } from '../phone/phone';
import { appName } from './app-name';
import type { NewCard } from './cards';
import { shareMenuOf } from './share-menu';
import { sendCard } from './share-sheet';

/** What `onShareAppMessage` may answer; what is left out is WeChat's default. */
interface ShareAnswer {
  readonly title?: string;
  readonly path?: string;
  readonly imageUrl?: string;
  readonly promise?: PromiseLike<ShareAnswer>;
}

/** What `onShareAppMessage` is told: a button of the page, or the capsule's menu, was tapped. */
type ShareCause = { readonly from: 'menu' } | { readonly from: 'button'; readonly target: OpenTypeButton };

/** How long WeChat waits for `promise` (onShareAppMessage page, 2026-11-22). */
const PROMISE_MS_MAX = 3000;

/** Whether the capsule's menu lets the page on top be shared. */
export function canShare(phone: Phone): boolean {
  const isShareable = phone.pages.current()?.has('onShareAppMessage') ?? false;
  return isShareable && !shareMenuOf(phone).isHidden;
}

/** Shares the page on top: asks it for its card, lets the person choose a chat and confirm, and sends it. */
export async function share(phone: Phone, cause: ShareCause): Promise<void> {
  const page = phone.pages.current();
  if (page === undefined) return;
  const card = await cardOf(phone, page, cause);
  const isSent = await sendCard(phone, card);
  phone.journal.add('share', isSent ? `转发：${card.title}` : '取消转发', { from: cause.from, ...card });
}

async function cardOf(phone: Phone, page: OpenPage, cause: ShareCause): Promise<NewCard> {
  const asked: unknown = page.call('onShareAppMessage', cause);
  if (asked instanceof Promise) {
    phone.journal.add('warning', 'onShareAppMessage answered a promise; WeChat takes one only as { promise }');
  }
  const given = asked instanceof Promise ? {} : ((asked ?? {}) as ShareAnswer);
  const promised = given.promise === undefined ? undefined : await inTime(phone, given.promise);
  const { title, path, imageUrl = pictureOnTop(phone) } = { ...given, ...promised };
  // Read now: the page may have called wx.updateShareMenu while its promise was under way.
  const { activityId, parameters } = shareMenuOf(phone);
  return {
    title: title ?? appName(phone.config),
    path: (path ?? urlOf(page)).replace(/^\//, ''),
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(activityId === undefined ? {} : { activityId, parameters: recordOf(parameters) }),
  };
}

/** What was promised, or nothing when it comes too late or fails: then the defaults are sent. */
async function inTime(phone: Phone, promise: PromiseLike<ShareAnswer>): Promise<ShareAnswer | undefined> {
  let timer = 0;
  const late = new Promise<undefined>((resolve) => {
    timer = window.setTimeout(() => {
      phone.journal.add('warning', 'the promise of onShareAppMessage took more than 3 seconds: defaults are sent');
      resolve(undefined);
    }, PROMISE_MS_MAX);
  });
  const failed = (error: unknown): undefined => {
    phone.journal.add('error', 'onShareAppMessage', error);
    return undefined;
  };
  const answer = await Promise.race([Promise.resolve(promise).catch(failed), late]);
  window.clearTimeout(timer);
  return answer;
}

/** Without a picture WeChat takes the upper part of the page; here the first picture on it stands for that. */
function pictureOnTop({ screen }: Phone): string | undefined {
  const picture = screen.querySelector<HTMLImageElement>('.phone-frame:not(.phone-frame-hidden) wx-page img');
  return picture === null || picture.currentSrc === '' ? undefined : picture.currentSrc;
}

function urlOf({ route, query }: OpenPage): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? route : `${route}?${pairs.join('&')}`;
}

function recordOf(parameters: readonly { readonly name: string; readonly value: string }[]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
