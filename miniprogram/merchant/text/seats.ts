/** Words of seats that the merchant pays for. */
export const seats = {
  title: '商家补位',
  hint: (most: number) => `还差 ${String(most)} 人。你可以替缺的人补位，让这个团按时成团。`,
  label: '补几个名额',
  fewer: '少补一个',
  more: '多补一个',
  consequences: {
    forms: '补满后立即成团，已付款的人都会得到券。',
    stillMissing: (left: number) => `补位后还差 ${String(left)} 人，没有凑够仍会全额退款。`,
    cost: '补位不用付款，也不发券、不算佣金：少收的人数由你承担。拼团页会标明「商家补位」，不能撤回。',
  },
  button: (count: number) => `补位 ${String(count)} 人`,
  ask: (count: number) => `补位 ${String(count)} 人？`,
  confirm: '补位',
  formed: '已成团',
  filled: '已补位',
  again: '再试一次',
  unanswered: '可能已经补位。再试一次会重复同一次，不会多补。',
  refused: '这个团刚刚有变化，请核对后再试',
} as const;
