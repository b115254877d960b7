import type { Role } from '../../typings/staff';

/** Words of the page about oneself. */
export const me = {
  unnamed: '微信用户',
  nickname: '昵称',
  nicknameHint: '拼团时好友会看到',
  save: '保存',
  saved: '已保存',
  roles: {
    buyer: '买家',
    clerk: '核销员',
    manager: '店长',
    owner: '店主',
    operator: '运营方',
  } satisfies Record<Role, string>,
  redeem: '核销',
  redeemHint: (stores: string) => `门店：${stores}`,
  shop: '商家管理',
  shopHint: '优惠、订单、门店、员工、报表',
  claim: '我是商家，开通店铺',
  join: '接受工作邀请',
  joinHint: '扫店主出示的邀请码，或粘贴邀请',
  joinScan: '扫邀请码',
  joinCode: '邀请码',
  joinName: '你在店里的称呼',
  accept: '接受邀请',
  accepted: (roles: string) => `已加入：${roles}`,
  commission: {
    title: '我的佣金',
    names: { accrued: '累计', payable: '可结算', paid: '已结算' },
    hint: '你当团长时，成员的券用完 1 小时后（或过期未退）可结算，由商家支付。',
    owed: '成员退款收回了已结算的佣金，将从后续佣金中抵扣。',
  },
  inbox: '消息',
  unread: (count: number) => (count >= 99 ? '99+ 条未读' : `${String(count)} 条未读`),
  inboxEmpty: '没有消息',
  more: '更多消息',
  privacy: '隐私说明',
  privacyText:
    '只使用微信身份来保存你的订单和券，不收集手机号、地址和头像。昵称由你自己填写，拼团时展示给同团的人；店员核销时只看到第一个字。',
  privacyContract: '查看《用户隐私保护指引》',
  deleteMe: '注销我的资料',
  askDelete: {
    title: '注销我的资料？',
    content:
      '昵称和消息授权会删除，团里不再显示你的名字。未使用的券和订单仍可使用，交易记录按法律要求保留，但不再带有姓名。',
    confirmText: '注销',
  },
  deleted: '资料已注销',
  notAnInvitation: { what: '这不是邀请码', todo: '请扫店主手机上的邀请码，或粘贴邀请', canRetry: false },
} as const;
