import type { DealInput } from '../typings/deal';

/** A deal that the demo shop sells; the rest of its rules are the same for all. */
type DemoDeal = Pick<DealInput, 'title' | 'description' | 'mode' | 'alonePriceFen'> &
  Partial<DealInput> & {
    /** What its request and its picture in demo-covers/ are called. */
    readonly name: string;
    /** Codes of another system, for a deal that does not make its own. */
    readonly codes?: readonly string[];
  };

/** The rules that all deals of the demo shop share. */
const rules: Omit<DealInput, 'title' | 'description' | 'mode'> = {
  ...{ imageFileIds: [], stock: 200, unitsPerOrderMax: 10, usesPerVoucher: 1 },
  ...{ validity: { days: 60 }, codeSource: 'generated' },
};

const shelf: readonly DemoDeal[] = [
  {
    name: 'car-wash',
    mode: 'share',
    title: '精致洗车双人团',
    description: [
      '一次到店精洗，约 40 分钟，五座轿车与 SUV 通用。',
      '包含：预洗喷淋、泡沫擦洗、轮毂清洁、内饰吸尘、玻璃内外擦拭。',
      '到店出示券码即可，周末建议提前致电。',
    ].join('\n'),
    ...{ alonePriceFen: 6800, groupPriceFen: 2990, groupSize: 2 },
  },
  {
    name: 'hotpot',
    mode: 'tiered',
    title: '鲜切牛肉火锅单人餐',
    description: [
      '当天鲜切牛肉 150 克，配时蔬拼盘、主食和蘸料，红汤清汤任选。',
      '一份供一人用，可与同行的人拼一锅。',
      '周六、周日和晚餐高峰请提前致电留位。',
    ].join('\n'),
    alonePriceFen: 10_800,
    tiers: [
      { size: 2, priceFen: 8800 },
      { size: 5, priceFen: 7800 },
      { size: 10, priceFen: 6800 },
    ],
  },
  {
    name: 'yoga',
    mode: 'share',
    title: '瑜伽体验课三人团',
    description: [
      '60 分钟小班课，每班不超过 8 人，零基础也能跟上。',
      '包含：瑜伽垫、毛巾、课后花茶。',
      '请穿宽松衣物，提前 10 分钟到店。',
    ].join('\n'),
    ...{ alonePriceFen: 9800, groupPriceFen: 5800, groupSize: 3, limitPerBuyer: 4, windowMinutes: 12 * 60 },
  },
  {
    name: 'gym',
    mode: 'commission',
    title: '私教体验课三人团',
    description: [
      '60 分钟一对一私教体验，含体测和训练建议。',
      '每人各约时间，不必同时到店；零基础可约。',
      '请自备毛巾和室内运动鞋。',
    ].join('\n'),
    ...{ alonePriceFen: 16_800, groupPriceFen: 9900, groupSize: 3, commission: { kind: 'percent', value: 10 } },
  },
  {
    name: 'lunch',
    mode: 'alone',
    title: '工作日午餐定食',
    description: ['一荤两素，配米饭和例汤，当天现做。', '周一至周五 11:00–14:00 可用，周末不可用。'].join('\n'),
    ...{ alonePriceFen: 3600, excludedWeekdays: [6, 7], stock: 500 },
  },
  {
    name: 'hair',
    mode: 'share',
    title: '洗剪吹造型两人同行',
    description: ['资深发型师一对一，含洗发、修剪、吹风造型，约 60 分钟。', '不限发长，不分性别，烫染另计。'].join(
      '\n',
    ),
    ...{ alonePriceFen: 12_800, groupPriceFen: 7900, groupSize: 2, limitPerBuyer: 2 },
  },
  {
    name: 'cinema',
    mode: 'alone',
    title: '电影通兑券',
    description: ['影院柜台凭券码兑换任意场次 2D 影票一张，IMAX 与贵宾厅补差价。', '券码由影院提供，一码一票。'].join(
      '\n',
    ),
    ...{ alonePriceFen: 3900, stock: 0, codeSource: 'imported', unitsPerOrderMax: 4 },
    codes: Array.from({ length: 60 }, (_, i) => `FILM-2030-${String((i * 7919 + 10_007) % 100_000).padStart(5, '0')}`),
  },
  {
    name: 'pottery',
    mode: 'share',
    title: '亲子陶艺课四人团',
    description: [
      '一大一小，90 分钟做一件属于自己的陶器。',
      '包含：陶泥、工具、围裙与一次烧制，两周后到店取作品。',
      '适合 4 岁以上的小朋友，须由大人陪同。',
    ].join('\n'),
    ...{ alonePriceFen: 16_800, groupPriceFen: 9900, groupSize: 4, validity: { days: 90 } },
  },
  {
    name: 'massage',
    mode: 'alone',
    title: '肩颈舒缓 5 次卡',
    description: [
      '每次 30 分钟肩颈放松，一张卡可用 5 次，可与家人分次使用。',
      '没用完的次数随时可退，按剩余次数计算。',
    ].join('\n'),
    ...{ alonePriceFen: 29_900, usesPerVoucher: 5, unitsPerOrderMax: 2, validity: { days: 180 } },
  },
];

/** The deals of the demo shop, the one first that should be seen first, each with the name of its picture. */
export const demoDeals: readonly {
  readonly name: string;
  readonly codes: readonly string[];
  readonly deal: DealInput;
}[] = shelf.map(({ name, codes = [], ...deal }) => ({ name, codes, deal: { ...rules, ...deal } }));
