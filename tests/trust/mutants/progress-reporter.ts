import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';

import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { Reporter } from '@stryker-mutator/api/report';

import type { Report } from '../../../simulation/outcome';

/** On it goes how far Stryker is: its plugins are modules of their own, sharing nothing else with who started it. */
const channelName = 'mutants';
const progress = channel(channelName);

/** Hears how far Stryker is until the answer is called. */
export function hearProgress(report: Report): () => void {
  const listener = (message: unknown): void => {
    report(...(message as Parameters<Report>));
  };
  subscribe(channelName, listener);
  return () => unsubscribe(channelName, listener);
}

class ProgressReporter implements Reporter {
  #done = 0;
  #of = 0;

  onMutationTestingPlanReady({ mutantPlans }: Parameters<NonNullable<Reporter['onMutationTestingPlanReady']>>[0]) {
    this.#of = mutantPlans.length;
  }

  onMutantTested({ fileName, location }: Parameters<NonNullable<Reporter['onMutantTested']>>[0]) {
    this.#done += 1;
    progress.publish([this.#done, this.#of, `${fileName}:${String(location.start.line)}`] satisfies Parameters<Report>);
  }
}

/** Publishes how far Stryker is. */
export const progressPlugin = declareClassPlugin(PluginKind.Reporter, 'heard', ProgressReporter);
