import { demand } from '../domain/failure';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';

/** Where a code for each of these leads. The scene is at most 32 visible characters: `groupId=` and an id of 20. */
const PAGES = { dealId: 'pages/deal/deal', groupId: 'pages/group/group', storeId: 'pages/deals/deals' } as const;

/** The first byte of a PNG; WeChat's own pictures are JPEGs. */
const PNG = 0x89;

/** Anyone gets a mini-program code for a deal, a group or a store, to print or to put into a picture. */
export const getShareCode = operation('getShareCode', {
  role: 'buyer',
  input: input
    .object({
      dealId: input.optional(input.id),
      groupId: input.optional(input.id),
      storeId: input.optional(input.id),
    })
    .check(
      input.constrained((asked) => Object.keys(asked).length === 1, {
        path: ['dealId'],
      }),
    ),
  gather: ({ dealId, groupId, storeId }) => ({
    deal: byId('deals', dealId),
    group: byId('groups', groupId),
    store: byId('stores', storeId),
  }),
  async run({ dealId, groupId }, { caller, found, wechat }) {
    const [deal] = found.deal;
    const target = deal ?? found.group[0] ?? found.store[0];
    demand(target?.merchantId === caller.merchantId && deal?.status !== 'draft', 'NOT_FOUND');
    const field = dealId !== undefined ? 'dealId' : groupId !== undefined ? 'groupId' : 'storeId';
    const scene = `${field}=${target._id}`;
    const picture = await wechat.miniProgramCode(PAGES[field], scene);
    const kind = picture[0] === PNG ? 'png' : 'jpg';
    const file = await wechat.storeFile(`codes/${caller.merchantId}/${target._id}.${kind}`, picture);
    return { ...file, path: `${PAGES[field]}?${scene}` };
  },
});
