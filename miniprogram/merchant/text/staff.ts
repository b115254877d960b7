import type { StaffRole } from '../../../typings/staff';

/** Words of the list of staff. */
export const staff = {
  emptyTitle: '还没有员工',
  emptyHint: '邀请核销员后，他们用微信就能扫码核销',
  invite: '邀请员工',
  role: '角色',
  roles: { clerk: '核销员', manager: '店长', owner: '店主' } satisfies Record<StaffRole, string>,
  roleHints: {
    clerk: '只能在所选门店核销，看不到订单、买家和金额',
    manager: '管理优惠、订单、退款和门店，可在任何门店核销',
  },
  stores: '可核销的门店',
  storesMissing: '请至少选一家门店',
  until: '只到今天结束（临时帮忙）',
  untilShown: (when: string) => `到 ${when} 为止`,
  everywhere: '所有门店',
  make: '生成邀请码',
  invitation: '邀请码',
  invitationHint: '请对方打开「我的 → 接受工作邀请」扫这个码，或把邀请发给他。24 小时内有效，只能一个人用。',
  copy: '复制邀请码',
  send: '发给微信好友',
  shareTitle: (role: string) => `邀请你成为${role}`,
  revoke: '停用',
  askRevoke: (name: string) => ({
    title: `停用 ${name}？`,
    content: '停用后他立刻不能再核销，之前的核销记录保留。',
    confirmText: '停用',
  }),
  revoked: '已停用',
} as const;
