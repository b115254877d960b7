import { asks, passes, type Flow } from '../flow';
import { MINUTE_MS, paidCard, paidGroup, redeem, show, type Scene } from '../scene';
import { ask } from '../shop';
import type { Simulation } from '../simulation';

const says = (person: string, nickname: string) => asks((sim) => ask(sim, person, 'saveProfile', { nickname }));

const allows = (person: string, ...accepted: readonly string[]) =>
  asks((sim) => ask(sim, person, 'recordConsent', { accepted }));

const isForgotten = (person: string) => asks((sim) => ask(sim, person, 'deleteMe', { requestId: `forget-${person}` }));

/** Lin has a name and is in a group that has formed: her messages tell of it. */
async function namedInGroup(sim: Simulation, scene: Scene): Promise<void> {
  await ask(sim, 'lin', 'saveProfile', { nickname: '小林' });
  await paidGroup(sim, scene);
  await sim.advance(2 * MINUTE_MS);
  await ask(sim, 'lin', 'recordConsent', { accepted: ['demo-redeemed'] });
}

/** The message that Lin reads stands where a token is shown. */
async function told(sim: Simulation, scene: Scene): Promise<void> {
  await namedInGroup(sim, scene);
  const [message] = (await ask(sim, 'lin', 'listMessages', {})).items;
  scene.shown.message = { code: message?.messageId ?? '', token: '' };
}

/** Lin has said twice, here and at WeChat, that she may be told when she uses something. */
async function allowsTwice(sim: Simulation, scene: Scene): Promise<void> {
  await paidCard(sim, scene, 'lin');
  await sim.advance(2 * MINUTE_MS);
  for (let i = 0; i < 2; i += 1) {
    sim.allow('lin', 'demo-redeemed');
    await ask(sim, 'lin', 'recordConsent', { accepted: ['demo-redeemed'] });
  }
  await show(sim, scene, 'lin');
}

/** What a person is called, allows, reads, and wants forgotten. */
export const peopleFlows: readonly Flow[] = [
  {
    name: 'say a name and allow messages, in either order',
    acts: [
      says('lin', '小林'),
      allows('lin', 'demo-redeemed'),
      allows('mei', 'demo-redeemed', 'demo-refunded'),
      says('mei', '小梅'),
      says('mei', '阿梅'),
    ],
  },
  {
    name: 'a person is forgotten, and one whom nobody knew',
    before: namedInGroup,
    // The name goes wherever it is shown, place by place; whoever does not ask again keeps it in some.
    leavesOver: /^[-+] name of /,
    acts: [isForgotten('lin'), isForgotten('hua')],
  },
  {
    name: 'read a message',
    before: told,
    acts: [
      asks((sim, scene) => ask(sim, 'lin', 'markRead', { messageIds: [scene.shown.message?.code ?? ''] })),
      passes(2 * MINUTE_MS),
    ],
  },
  {
    name: 'a redemption is told beside the inbox',
    before: allowsTwice,
    acts: [asks((sim, scene) => redeem(sim, scene, 'lin', 'code')), passes(2 * MINUTE_MS)],
  },
];
