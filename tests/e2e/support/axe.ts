import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Frame } from 'playwright-core';

const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: 'minor' | 'moderate' | 'serious' | 'critical' | null;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}

/** What keeps people from using a page, as far as axe-core can tell: its serious findings and worse, each in a line. */
export async function axeFindings(frame: Frame, within = ':root'): Promise<string[]> {
  await frame.evaluate(source);
  // Each phone is looked at by itself, not again within the desk.
  const options = JSON.stringify({ resultTypes: ['violations'], iframes: false });
  const results = await frame.evaluate<AxeResults>(`axe.run(${JSON.stringify(within)}, ${options})`);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        (node) => `${id}: ${help}: ${node.target.join(' ')} (${(node.failureSummary ?? '').replaceAll(/\s+/g, ' ')})`,
      ),
    );
}
