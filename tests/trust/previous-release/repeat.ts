import type { Driver } from '../../story/cloud-driver';
import { answerLacks, renamed, type Names } from './compare';
import { recordedOf, type Asked, type Step } from './recorder';

/** The calls of clients among the steps of a story. */
export const asked = (steps: readonly Step[]): Asked[] => steps.filter((step) => step.do === 'ask');

/** Makes recorded calls again, one after the other; what any of the answers lacks. */
export async function repeat(cloud: Driver, calls: readonly Asked[], names?: Names): Promise<string[]> {
  const wrong: string[] = [];
  for (const { by, action, input, answer } of calls) {
    const given = recordedOf(await cloud.ask(by, action, names ? renamed(input, names) : input));
    wrong.push(...answerLacks(answer, given, names).map((lack) => `${action} of ${by}: ${lack}`));
  }
  return wrong;
}

/** Does every step of a recorded story again; what any of the answers lacks. */
export async function tellAgain(cloud: Driver, steps: readonly Step[]): Promise<string[]> {
  const names: Names = new Map();
  const wrong: string[] = [];
  for (const step of steps) {
    if (step.do === 'faults') await cloud.faults(...step.faults);
    else if (step.do === 'advance') await cloud.advance(step.ms);
    else if (step.do === 'pay') await cloud.pay(step.by, { package: renamed(step.package, names) }, step.how);
    else {
      if (step.action === 'claimShop') names.set(setUpCodeIn(step), cloud.setUpCode);
      wrong.push(...(await repeat(cloud, [step], names)));
    }
  }
  return wrong;
}

/** The only secret that a client brings along, and no answer has told it. */
const setUpCodeIn = ({ input }: Asked): string => (input as { readonly setupCode: string }).setupCode;
