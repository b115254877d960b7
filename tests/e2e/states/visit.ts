import type { Phone } from '../support/phone';
import { openStage, type ScreenSize, type Stage } from '../support/stage';
import type { PageState } from './state';

/** The phones that people have, from the smallest on, and a computer. */
export const phoneScreens: readonly ScreenSize[] = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 430, height: 932 },
];
export const computerScreen: ScreenSize = { width: 1280, height: 800 };

/** A page in one of its states, on one screen, at rest. */
export interface Visit {
  readonly state: PageState;
  readonly screen: ScreenSize;
  readonly phone: Phone;
}

/**
 * Goes through states on their screens, one after the other in one cloud for each kind of shop. What could not be
 * reached, and what the phones complained of, is told at the end.
 */
export async function visitStates(
  states: readonly PageState[],
  screensOf: (state: PageState) => readonly ScreenSize[],
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  const failures: string[] = [];
  for (const shop of ['empty', 'demo'] as const) {
    const there = states.filter((state) => (state.shop ?? 'demo') === shop);
    if (there.length === 0) continue;
    const stage = await openStage({ shop });
    for (const state of there) {
      await visit(stage, state, screensOf(state), look).catch((error: unknown) => {
        failures.push(`${state.name}: ${error instanceof Error ? error.message : String(error)}`);
      });
      await stage.closePhones();
    }
    await stage.expectClean().catch((error: unknown) => failures.push(String(error)));
    await stage.close();
  }
  if (failures.length > 0) throw new Error(`not all states are as they should be:\n${failures.join('\n')}`);
}

async function visit(
  stage: Stage,
  state: PageState,
  screens: readonly ScreenSize[],
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  const { openid, path, first } = await state.reach(stage);
  for (const screen of screens) {
    const phone = await stage.openPhone(openid, path, screen);
    await first?.(phone);
    await phone.see(state.sees);
    await phone.settle();
    await look({ state, screen, phone });
  }
}
