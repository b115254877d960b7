import { expect, test } from '@jest/globals';

import type { PageState } from './states/state';
import { pageStates } from './states/states';
import { computerScreen, phoneScreens, visitStates, type Visit } from './states/visit';
import { flaws } from './support/flaws';

/** The smallest phone, where least fits. `npm run screenshots` looks at every screen, and says what is wrong there. */
const phones = phoneScreens.slice(0, 1);

test('every page in every state fits its screen, is light, and is usable by all', async () => {
  const found: string[] = [];
  const screensOf = ({ onComputer = false }: PageState) => (onComputer ? [...phones, computerScreen] : phones);
  const look = async (visit: Visit): Promise<void> => {
    found.push(...(await flaws(visit)).map((flaw) => `${visit.state.name} ${flaw}`));
  };
  await visitStates(pageStates, screensOf, look).catch((error: unknown) => found.push(String(error)));
  expect(found).toEqual([]);
});
