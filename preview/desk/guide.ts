import { element } from './element';
import { pointAt } from './phones';

/** One step of the guide: what somebody does, and on whose phone. */
interface Step {
  readonly title: string;
  readonly text: string;
  readonly openid: string;
}

const demoShop: readonly Step[] = [
  {
    title: '开团，分享',
    text: '阿青挑一个双人团，付款开团，再把它发到群聊。',
    openid: 'demo-buyer-1',
  },
  {
    title: '参团，付款',
    text: '大可在群聊里点开卡片，付款参团。人齐成团，两人都拿到券。',
    openid: 'demo-buyer-2',
  },
  {
    title: '到店，扫码',
    text: '阿青打开券，小王扫一下：用掉了，而且只用一次。',
    openid: 'demo-clerk',
  },
];

const newShop: readonly Step[] = [
  {
    title: '开店',
    text: '店主填开店码：启动它的终端里，「set-up code:」后面那一串。',
    openid: 'owner',
  },
  {
    title: '上架，请人',
    text: '店主加门店、上架一个团，再把邀请发到群聊，店员点开就上岗。',
    openid: 'owner',
  },
  {
    title: '拼一单',
    text: '买家一开团并分享，买家二参团付款；成团后店员扫码。',
    openid: 'buyer-1',
  },
];

/** The three steps of the first try; each shows whose phone it is about. */
export function drawGuide(place: HTMLElement, shop: string | undefined): void {
  const steps = shop === 'demo' ? demoShop : newShop;
  place.append(
    ...steps.map(({ title, text, openid }) =>
      element(
        'li',
        {},
        element(
          'button',
          { type: 'button', onclick: () => pointAt(openid) },
          element('strong', {}, title),
          element('span', {}, text),
        ),
      ),
    ),
  );
}
