import { join } from 'node:path';

import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

/**
 * ECharts finds out by itself where it runs, and would ask for the system's description and for a document. On a phone
 * and in the preview it is to draw the same way: as in a mini-program.
 */
const asInMiniProgram: Plugin = {
  name: 'as-in-mini-program',
  setup(bundle) {
    const contents = 'export default { browser: {}, wxa: true, touchEventsSupported: true, hasGlobalWindow: false };';
    bundle.onLoad({ filter: /zrender[\\/]lib[\\/]core[\\/]env\.js$/ }, () => ({ contents }));
  },
};

/** The package `echarts` of the mini-program: one CommonJS file of about 515 KB. */
export async function bundleCharts(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'charts.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'cjs',
    target: 'es2017',
    legalComments: 'none',
    // For the compiler of types ECharts is what its declarations here say; what is bundled is the package.
    tsconfigRaw: '{}',
    define: {
      'process.env.NODE_ENV': '"production"',
      document: 'undefined',
      window: 'undefined',
      navigator: 'undefined',
    },
    plugins: [asInMiniProgram],
  });
  return outputFiles.map(({ text }) => text).join('');
}
