import { expect, test } from '@jest/globals';
import { activityAt } from './updatable-message';
import { noon } from '../pay/pay-for-tests';
import { wechatForTests } from './wechat-for-tests';

const joining = { member_count: '1', room_limit: '3' };
const full = { path: 'pages/group/group', version_type: 'release' };

function card() {
  const wechat = wechatForTests();
  const { activity_id, expiration_time } = wechat.ask('updatableMessage.createActivityId', {});
  const id = String(activity_id);
  const set = (state: unknown, parameters: Record<string, string>, activityId = id) => {
    const list = Object.entries(parameters).map(([name, value]) => ({ name, value }));
    const args = { activity_id: activityId, target_state: state, template_info: { parameter_list: list } };
    return wechat.ask('updatableMessage.setUpdatableMsg', args).errcode;
  };
  return { wechat, id, expiresAt: expiration_time, set };
}

test('setUpdatableMsg: people join, the group is full, the card says so', () => {
  const { wechat, id, set } = card();
  expect([set(0, joining), set(0, { ...joining, member_count: '2' }), set(1, full), set(2, {})]).toEqual([0, 0, 0, 0]);
  expect(activityAt(wechat, id)).toMatchObject({ state: 2, parameters: { ...full, member_count: '2' } });
});

const moves: readonly (readonly [number[], unknown, Record<string, string>, number])[] = [
  [[1], 0, joining, 47502],
  [[1], 1, full, 47502],
  [[2], 1, full, 47502],
  [[], 3, {}, 47502],
  [[], 0, { member_count: '1' }, 47001],
  [[], 1, { path: 'pages/group/group' }, 47001],
  [[], 1, { ...full, version_type: 'beta' }, 47503],
];
test.each(moves)('setUpdatableMsg: after %p to %p with %p is refused', (before, state, parameters, code) => {
  const { wechat, id, set } = card();
  before.forEach((each) => set(each, full));
  const said = activityAt(wechat, id);
  expect(set(state, parameters)).toBe(code);
  expect(activityAt(wechat, id)).toEqual(said);
});

test('createActivityId: a card lives for 24 hours, then it is over', () => {
  const { wechat, id, expiresAt, set } = card();
  expect(expiresAt).toBe((noon + 86_400_000) / 1000);
  wechat.clock.t = noon + 86_400_000 - 1;
  expect(set(0, joining)).toBe(0);
  wechat.clock.t += 1;
  expect(set(0, joining)).toBe(47504);
  expect(activityAt(wechat, id)?.state).toBe(2);
});

test('setUpdatableMsg: an activity nobody made is refused', () => {
  expect(card().set(0, joining, 'act_unknown')).toBe(47501);
});
