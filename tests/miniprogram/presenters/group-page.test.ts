import { describe, expect, test } from '@jest/globals';

import { groupPage } from '../../../miniprogram/presenters/group-page';
import { asUnconfirmed } from '../../../miniprogram/presenters/group-situation';
import type { GroupMember, GroupView } from '../../../typings/group';

const NOW = Date.UTC(2026, 2, 8, 2);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const leader: GroupMember = { nickname: '阿青', isLeader: true, isYou: false };
const you: GroupMember = { nickname: '大可', isLeader: false, isYou: true };

const group: GroupView = {
  ...{ groupId: 'G1', dealId: 'D1', version: 1, dealTitle: '洗车', description: '', imageFileIds: [], mode: 'share' },
  ...{ groupPriceFen: 2990, alonePriceFen: 6800, unitsPerOrderMax: 3, usesPerVoucher: 1, stores: [], size: 3 },
  ...{ refund: { anytime: true, onExpiry: true, restock: false }, status: 'open', members: [leader] },
  ...{ filledSeats: 0, seatsLeft: 2, seatsHeld: 0, expiresAt: NOW + HOUR, joinableUntil: NOW + HOUR - MINUTE },
  ...{ dealStatus: 'published', stock: 100, canOpenAnother: true },
  ...{ validity: { days: 7 }, excludedDays: [], excludedWeekdays: [6], refundAfterUses: [2990, 0] },
};

const inIt: Partial<GroupView> = { members: [leader, you], seatsLeft: 1, yourOrderId: 'O1', yourSeat: 'paid' };
const holding: Partial<GroupView> = {
  ...{ seatsLeft: 1, seatsHeld: 1, yourOrderId: 'O1', yourSeat: 'held', payBy: NOW + 4 * MINUTE },
};
const pageOf = (changes: Partial<GroupView> = {}) => groupPage({ ...group, ...changes }, NOW);
const formed: Partial<GroupView> = { status: 'formed', formedAt: NOW - HOUR, seatsLeft: 0 };
const over: Partial<GroupView> = { expiresAt: NOW, joinableUntil: NOW - MINUTE, seatsHeld: 1 };

describe('the page of a group', () => {
  test.each<[string, Partial<GroupView>, string, string, string]>([
    ['open to somebody new', {}, '还差 2 人成团', 'join', '参团 ¥29.90'],
    ['full but for a payment', { seatsLeft: 0, seatsHeld: 2 }, '最后的名额正在付款', 'another', '自己开一个团'],
    ['in its last minute', { joinableUntil: NOW }, '还差 2 人成团', 'another', '自己开一个团'],
    ['of a sold-out deal', { stock: 0, canOpenAnother: false }, '还差 2 人成团', 'deals', '看看店里的优惠'],
    ['held by you', holding, '名额已为你保留', 'pay', '去付款'],
    ['held by you too long', { ...holding, payBy: NOW }, '正在确认付款', 'order', '查看我的订单'],
    ['yours', inIt, '还差 1 人成团', 'share', '邀请好友参团'],
    ['yours in its last minute', { ...inIt, joinableUntil: NOW }, '还差 1 人成团', 'order', '查看我的订单'],
    ['yours of a sold-out deal', { ...inIt, stock: 0 }, '还差 1 人成团', 'order', '查看我的订单'],
    [
      'yours, waiting for a payment',
      { ...inIt, seatsLeft: 0, seatsHeld: 1 },
      '最后的名额正在付款',
      'order',
      '查看我的订单',
    ],
    ['past its end with a payment', over, '正在确认付款', 'another', '自己开一个团'],
    ['past its end, and yours', { ...inIt, ...over }, '正在确认付款', 'order', '查看我的订单'],
    ['formed with you', { ...inIt, ...formed }, '已成团', 'order', '查看我的券'],
    ['formed without you', formed, '已成团', 'another', '自己开一个团'],
    ['formed, and sold no more', { ...formed, canOpenAnother: false }, '已成团', 'deals', '看看店里的优惠'],
    ['failed with you', { ...inIt, status: 'failed' }, '未成团，正在退款', 'order', '查看退款'],
    ['failed without you', { status: 'failed' }, '未成团', 'another', '自己开一个团'],
  ])('a group that is %s says so and has one button', (_, changes, headline, kind, label) => {
    expect(pageOf(changes)).toMatchObject({ headline, button: { kind, label } });
  });

  test('a seat whose payment WeChat may have taken is not offered for payment again', () => {
    expect(asUnconfirmed(pageOf(holding))).toMatchObject({
      ...{ headline: '正在确认付款', button: { kind: 'confirm', label: '再查一次' }, endsAt: 0 },
      line: expect.stringContaining('已付的钱不会丢'),
    });
    expect(asUnconfirmed(pageOf(inIt))).toEqual(pageOf(inIt));
  });

  test('nobody is led to a group in which nobody has paid', () => {
    expect(pageOf().sharedGroupId).toBe('G1');
    const opening: Partial<GroupView> = { ...holding, members: [], seatsLeft: 2 };
    expect(pageOf(opening)).toMatchObject({ sharedGroupId: '', shareTitle: '¥29.90 洗车' });
  });

  test('a group that failed promises no money as already there', () => {
    expect(pageOf({ ...inIt, status: 'failed' }).line).toContain('最长 3 个工作日');
  });

  test('draws every seat of a small group: who paid, who is paying, what is left', () => {
    expect(pageOf({ ...inIt, size: 5, seatsLeft: 1, seatsHeld: 1, filledSeats: 1 }).seats).toEqual([
      { place: 0, kind: 'member', face: '阿', label: '团长' },
      { place: 1, kind: 'you', face: '大', label: '你' },
      { place: 2, kind: 'filled', face: '店', label: '商家补位' },
      { place: 3, kind: 'held', face: '…', label: '付款中' },
      { place: 4, kind: 'empty', face: '', label: '待加入' },
    ]);
  });

  test('shows your own held seat as yours', () => {
    expect(pageOf({ ...holding, seatsHeld: 2, seatsLeft: 0 }).seats.map(({ label }) => label)).toEqual([
      ...['团长', '你·待付款', '付款中'],
    ]);
  });

  test('has a face for somebody without a nickname, and takes characters whole', () => {
    const faces = pageOf({
      members: [
        { nickname: '', isLeader: true, isYou: true },
        { nickname: '😀笑', isLeader: false, isYou: false },
      ],
    }).seats;
    expect(faces.slice(0, 2)).toEqual([
      { place: 0, kind: 'you', face: '友', label: '团长·你' },
      { place: 1, kind: 'member', face: '😀', label: '已付款' },
    ]);
  });

  test('counts the empty seats of a big group instead of drawing them all', () => {
    const { seats } = pageOf({ size: 100, seatsLeft: 99 });
    expect(seats).toHaveLength(5);
    expect(seats[4]).toEqual({ place: 4, kind: 'empty', face: '+96', label: '空位' });
  });

  test('a hundred members fit into one message to the page', () => {
    const members = Array.from({ length: 100 }, (_, i) => ({ ...leader, isLeader: i === 0 }));
    const page = pageOf({ size: 100, members, seatsLeft: 0, ...formed });
    expect(page.seats).toHaveLength(100);
    expect(page.seatSize).toBe('small');
    expect(page.seats.slice(0, 2).map(({ label }) => label)).toEqual(['团长', '']);
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(10_240);
  });

  test('of more than a hundred members the others are a number, but never you', () => {
    const members = Array.from({ length: 500 }, (_, i) => ({ ...leader, isLeader: i === 0, isYou: i === 300 }));
    const page = pageOf({ size: 500, members, seatsLeft: 0, ...formed });
    expect(page.seats.slice(99).map(({ kind, face }) => [kind, face])).toEqual([
      ['member', '阿'],
      ['you', '阿'],
      ['member', '+399'],
    ]);
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(10_240);
  });

  test('seats that the merchant filled in a big group are a number from the fourth on', () => {
    const { seats } = pageOf({ ...formed, size: 40, members: [leader, you], filledSeats: 38, seatsLeft: 0 });
    expect(seats.slice(4).map(({ face, label }) => [face, label])).toEqual([
      ['店', '商家补位'],
      ['+35', '商家补位'],
    ]);
  });

  test('nobody is still to come once a group has ended', () => {
    expect(pageOf({ status: 'failed' }).seats).toHaveLength(1);
  });

  test('counts down to the end of the group, or of your own payment', () => {
    expect(pageOf()).toMatchObject({ endsAt: NOW + HOUR, endsLabel: '距离结束' });
    expect(pageOf(holding)).toMatchObject({ endsAt: NOW + 4 * MINUTE, endsLabel: '剩余付款时间' });
    expect(pageOf(formed).endsAt).toBe(0);
    expect(pageOf(over).endsAt).toBe(0);
  });

  test('changes by itself at the next of its instants, and never again once it has ended', () => {
    expect(pageOf().changesAt).toBe(NOW + HOUR - MINUTE);
    expect(pageOf(holding).changesAt).toBe(NOW + 4 * MINUTE);
    expect(pageOf({ joinableUntil: NOW }).changesAt).toBe(NOW + HOUR);
    expect(pageOf(over)).toMatchObject({ changesAt: 0, isOpen: true });
    expect(pageOf(formed)).toMatchObject({ changesAt: 0, isOpen: false });
  });

  test('is shared with what is missing, the price and the title', () => {
    expect(pageOf().shareTitle).toBe('还差2人成团，¥29.90 洗车');
    expect(pageOf(formed).shareTitle).toBe('¥29.90 洗车');
  });

  test('tells what the merchant filled as what it is, and counts no people for it', () => {
    const filled: Partial<GroupView> = { ...inIt, size: 4, filledSeats: 1, seatsLeft: 1 };
    expect(pageOf(filled)).toMatchObject({
      ...{ headline: '还差 1 人成团', seatsTitle: '2/4 人已付款，商家补位 1 席' },
      seatsSpoken: '共 4 人，已有 2 人付款，商家补位 1 席',
    });
    expect(pageOf(inIt).seatsTitle).toBe('2/3 人已付款');
  });

  test('shows the rules it was opened with, and what its leader earns', () => {
    expect(pageOf({ commission: { kind: 'percent', value: 5 } }).rules).toEqual([
      { name: '有效期', value: '得到券后 7 天内' },
      { name: '可用日期', value: '周六 不可用' },
      { name: '团长佣金', value: expect.stringContaining('每笔订单的 5%') },
    ]);
    const timesCard = { usesPerVoucher: 2, refundAfterUses: [3001, 1500, 0] };
    expect(pageOf(timesCard).afterUses.map(({ back }) => back)).toEqual(['¥30.01', '¥15', '不退']);
  });
});

describe('the page of a tiered group', () => {
  const tiers = [
    { size: 2, priceFen: 3000 },
    { size: 4, priceFen: 2000 },
    { size: 20, priceFen: 1500 },
  ];
  const tiered: Partial<GroupView> = { mode: 'tiered', tiers, size: 20, members: [leader, you], seatsLeft: 18 };
  const reached: Partial<GroupView> = { ...tiered, tierPriceFen: 3000 };
  const marksOf = (changes: Partial<GroupView>) => pageOf(changes).tiers.map(({ mark }) => mark);

  test('that lacks people for its first step says how many, and what is paid', () => {
    const page = pageOf({ ...tiered, members: [leader], seatsLeft: 19 });
    expect(page).toMatchObject({
      ...{ headline: '还差 1 人成团', line: '满 2 人即成团，人越多价格越低。', price: '¥30', priceNote: '先付' },
      ...{ seatsTitle: '1 人已付款，最多 20 人', shareTitle: '还差1人成团，¥30 洗车' },
      button: { kind: 'join', label: '参团，先付 ¥30' },
    });
    expect(page.tiers.map(({ mark }) => mark)).toEqual(['还差 1 人', '还差 3 人', '还差 19 人']);
  });

  test('says the price now, and what the next people do to it', () => {
    expect(pageOf({ ...reached, yourSeat: 'paid', yourOrderId: 'O1' })).toMatchObject({
      ...{ headline: '已够成团，每份 ¥30', line: '再来 2 人，每份降到 ¥20。', price: '¥30', priceNote: '现价' },
      ...{ shareTitle: '再来2人降到¥20，洗车', button: { kind: 'share' } },
    });
    expect(marksOf(reached)).toEqual(['现价', '还差 2 人', '还差 18 人']);
  });

  test('that has ended says the price reached and what comes back, of all units that were bought', () => {
    const end = { ...reached, ...formed, tierPriceFen: 2000, members: [leader, you, leader, leader] };
    const page = pageOf({ ...end, yourSeat: 'paid', yourOrderId: 'O1', quantityYou: 3 });
    expect(page).toMatchObject({
      price: '¥20',
      priceNote: '成团价',
      line: expect.stringContaining('差价 ¥30 原路退回'),
    });
    expect(page.tiers.map(({ state, mark, back }) => [state, mark, back])).toEqual([
      ['reached', '', ''],
      ['current', '成团价', '每份退 ¥10'],
      ['ahead', '', ''],
    ]);
  });

  test('that ended at its first step gives nothing back', () => {
    const page = pageOf({ ...reached, ...formed, yourSeat: 'paid', yourOrderId: 'O1' });
    expect(page.line).toContain('你的券已到手');
    expect(page.line).not.toContain('差价');
  });

  test('that ends with its vouchers needs everybody, and has reached no price when it fails', () => {
    const lastDay: Partial<GroupView> = { ...tiered, validity: { untilDay: '2026-03-07' } };
    expect(pageOf(lastDay)).toMatchObject({
      ...{ headline: '还差 18 人成团', line: '满 20 人即成团，人越多价格越低。', price: '¥30', priceNote: '先付' },
      shareTitle: '还差18人成团，¥30 洗车',
    });
    expect(marksOf({ ...lastDay, status: 'failed' })).toEqual(['', '', '']);
  });

  test('draws one empty seat: its ladder says how many there are', () => {
    expect(pageOf(reached).seats.slice(2)).toEqual([
      { place: 2, kind: 'empty', face: '', label: '待加入' },
      { place: 3, kind: 'empty', face: '+17', label: '空位' },
    ]);
  });
});
