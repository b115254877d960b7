import { price } from '../../miniprogram/presenters/money';
import { duration } from '../../miniprogram/presenters/time';
import { errors } from '../../miniprogram/text/errors';
import type { CallEvent, ClockEvent, FeedEvent, PaymentEvent } from '../server/event';
import type { JournalMessage } from '../phone/journal';
import { deedOf } from './actions';

/** What a line of the log is about; the log shows or hides each. */
export type Topic = 'deed' | 'look' | 'money' | 'notice' | 'time' | 'phone';

/** One line of the log, in plain words. */
export interface Line {
  /** By the local cloud's clock. */
  readonly at: number;
  readonly topic: Topic;
  /** Who did it, or whom it reached; absent: the system by itself. */
  readonly openid?: string;
  readonly text: string;
  /** Somebody was refused, or something broke. */
  readonly isTrouble: boolean;
  /** What was sent, answered, written, for who wants to know exactly. */
  readonly details: readonly (readonly [label: string, value: unknown])[];
}

/** What happened in the local cloud, as a line of the log. */
export function lineOf(event: FeedEvent): Line {
  return { at: event.at, ...wordsFor(event) };
}

type Words = Omit<Line, 'at'>;

function wordsFor(event: FeedEvent): Words {
  switch (event.kind) {
    case 'call':
      return callWords(event);
    case 'payment':
      return {
        ...moneyWords(event),
        topic: 'money',
        openid: event.openid,
        details: [['微信支付订单', event.orderNumber]],
      };
    case 'payNotice': {
      const what = event.function.includes('refund') ? '有一笔退款' : '有一笔付款';
      return systemWords('notice', `微信支付告诉服务器：${what}`, event, [['通知', event.input]]);
    }
    case 'serviceNotice': {
      const text = `收到服务通知：${Object.values(event.fields).join('，')}`;
      const details = [['点开后', event.page]] as const;
      return { topic: 'notice', openid: event.openid, text, isTrouble: false, details };
    }
    case 'card': {
      const text = `把「${event.title}」发到群聊`;
      return { topic: 'notice', openid: event.openid, text, isTrouble: false, details: [['点开后', event.path]] };
    }
    case 'timer':
      return systemWords('time', `定时任务：${timers[event.function] ?? event.function}`, event, []);
    case 'clock':
      return { topic: 'time', text: clockText(event), isTrouble: false, details: [] };
  }
}

const timers: Readonly<Record<string, string>> = {
  expire: '关掉没付的单，结束到期的团',
  deliver: '送出退款、通知和记账',
  settle: '结算过了七天的券',
};

function systemWords(
  topic: Topic,
  text: string,
  { answer, failure }: { readonly answer?: unknown; readonly failure?: string },
  details: Line['details'],
): Words {
  if (failure === undefined) return { topic, text, isTrouble: false, details: [...details, ['回答', answer]] };
  return { topic, text: `${text}，出错了`, isTrouble: true, details: [...details, ['错误', failure]] };
}

function callWords(event: CallEvent): Words {
  const { action, openid, input } = event;
  const { text, isLook } = action === undefined ? { text: `调用 ${event.function}`, isLook: false } : deedOf(action);
  const trouble = troubleOf(event);
  const details: Line['details'] = [
    ['动作', action ?? event.function],
    ['请求', input],
    event.failure === undefined ? ['回答', event.answer] : ['错误', event.failure],
  ];
  return {
    topic: isLook && trouble === undefined ? 'look' : 'deed',
    ...(openid === undefined ? {} : { openid }),
    text: `${action === 'createOrder' ? orderText(event) : text}${trouble === undefined ? '' : `，没成：${trouble}`}`,
    isTrouble: trouble !== undefined,
    details,
  };
}

const buys: Readonly<Record<string, string>> = { alone: '单独购买', open: '开团', join: '参团' };

function orderText({ input, answer }: CallEvent): string {
  const amountFen = field(field(answer, 'data'), 'amountFen');
  const sum = typeof amountFen === 'number' ? ` ${price(amountFen)}` : '';
  return `${buys[String(field(input, 'buy'))] ?? '下单'}${sum}`;
}

function troubleOf({ answer, failure }: CallEvent): string | undefined {
  if (failure !== undefined) return '云函数出错了';
  if (field(answer, 'ok') !== false) return undefined;
  const code = String(field(answer, 'error'));
  return Object.hasOwn(errors, code) ? errors[code as keyof typeof errors].what : code;
}

const steps: Readonly<Record<PaymentEvent['step'], string>> = {
  ordered: '等着付',
  paid: '付了',
  closed: '付款单关了，不用再付',
  refunded: '退回',
  refundFailed: '退款没到账',
};

function moneyWords({ step, title, amountFen }: PaymentEvent): Pick<Line, 'text' | 'isTrouble'> {
  return { text: `${steps[step]} ${price(amountFen)}，${title}`, isTrouble: step === 'refundFailed' };
}

function clockText({ from, to, isFrozen, ran }: ClockEvent): string {
  if (to === from) return isFrozen ? '时钟停住了' : '时钟继续走';
  return `时间往前走了${duration(to - from)}，${ran === 0 ? '路上没有到期的事' : `路上办了 ${String(ran)} 件到期的事`}`;
}

const troubles: Readonly<Record<string, string>> = {
  error: '页面出错',
  missing: '预览里没有',
  warning: '提醒',
};

/** What a phone told of itself, as a line of the log; none for what the local cloud tells better. */
export function lineOfPhone({ openid, entry }: JournalMessage, at: number): Line | undefined {
  const { kind, title, detail } = entry;
  const details: Line['details'] = detail === undefined ? [] : [['详情', detail]];
  const trouble = troubles[kind];
  if (trouble !== undefined)
    return { at, topic: 'phone', openid, text: `${trouble}：${title}`, isTrouble: true, details };
  if (kind === 'page') return { at, topic: 'phone', openid, text: `页面 ${title}`, isTrouble: false, details };
  return undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
