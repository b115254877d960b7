import type { DealStatus } from '../../../typings/deal';
import type { Label } from '../../text/states';

/** Words of the merchant's list of deals. */
export const deals = {
  emptyTitle: '还没有优惠',
  emptyHint: '写好价格和规则，上架后就能分享给顾客',
  emptyTab: '这里还没有优惠',
  tabs: [
    { value: 'all', label: '全部' },
    { value: 'published', label: '销售中' },
    { value: 'draft', label: '草稿' },
    { value: 'unpublished', label: '已下架' },
  ],
  noPrice: '未定价',
  alone: '单买',
  stock: (units: number) => `库存 ${String(units)}`,
  codesLeft: (count: number) => `券码 ${String(count)}`,
  soldOut: '已售罄',
  startsAt: (when: string) => `${when} 开售`,
  endsAt: (when: string) => `${when} 停售`,
  saleOver: '已过停售时间',
  publish: '上架',
  unpublish: '下架',
  adjust: '调库存',
  restock: '补货',
  askPublish: (title: string) => ({
    title: '上架',
    content: `「${title}」上架后，所有人都可以购买和开团。`,
    confirmText: '上架',
  }),
  askUnpublish: (title: string) => ({
    title: '下架',
    content: `「${title}」下架后不能再购买或开新团；正在拼的团仍可参团，已售出的券照常使用和退款。`,
    confirmText: '下架',
  }),
  published: '已上架',
  unpublished: '已下架',
  fix: '去修改',
  understood: '知道了',
  stockTitle: '调整库存',
  directions: [
    { value: 'add', label: '增加' },
    { value: 'take', label: '减少' },
  ],
  amounts: [
    { value: '10', label: '10' },
    { value: '50', label: '50' },
    { value: '100', label: '100' },
  ],
  units: '数量',
  notUnits: '请填写大于 0 的整数',
  stockNow: (units: number) => `现有 ${String(units)} 份可售`,
  stockAfter: (units: number) => `调整后 ${String(units)} 份`,
  stockHint: '补货后立即可买；正在拼的团也能继续参团。',
  stockTooLow: (units: number) => `最多减少 ${String(units)} 份`,
  stockDone: (units: number) => `现有 ${String(units)} 份`,
  unanswered: { what: '上次没有收到结果', todo: '可能已经生效。再试一次不会重复调整。' },
  adjustNow: '确认调整',
  again: '再试一次',
  promoteTitle: '推广',
  saveCode: '存到相册',
  copyPath: '复制小程序路径',
  sendToChat: '发到微信聊天',
  edit: '编辑',
  promote: '推广',
  orders: '订单 ›',
  create: '新建优惠',
  codeHint: '顾客用微信扫这个小程序码，直接打开优惠。可以打印后放在店里。',
  shareShop: '到店优惠，和朋友一起拼更划算',
  share: (title: string, price: string) => `${price} ${title}`,
} as const;

/** What a deal is, as its merchant says it. */
export const dealLabels: Readonly<Record<DealStatus, Label>> = {
  draft: { word: '草稿', tone: 'quiet' },
  published: { word: '销售中', tone: 'good' },
  unpublished: { word: '已下架', tone: 'quiet' },
};
