/** How WeChat names a call of its own from its pay (Cloud.getWXContext, SOURCE; read 2026-11-22). */
const PAY_CALLBACK = 'wx_paycallback';

/** What WeChat takes for "understood"; anything else is delivered again, for up to two days (paymentCallback.md). */
interface NoticeAnswer {
  readonly errcode: number;
  readonly errmsg: string;
}

/** Answers a notice of WeChat Pay: refused unless it is WeChat's own, repeated unless it was taken. */
export async function noticeAnswer(source: string, take: () => Promise<boolean>): Promise<NoticeAnswer> {
  if (source !== PAY_CALLBACK) return { errcode: 403, errmsg: 'FORBIDDEN' };
  return (await take()) ? { errcode: 0, errmsg: 'SUCCESS' } : { errcode: -1, errmsg: 'NOT_TAKEN' };
}
