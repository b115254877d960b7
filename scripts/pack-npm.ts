import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { withLock } from './lock.cjs';
import { bundleCharts } from './pack/charts/bundle-charts';
import { iconsIn, iconsOfOurs, iconsOfTDesign, iconStyles } from './pack/icons';
import { npmFilesIn } from './pack/npm-files';
import { ownSourcesIn, packageFolders } from './pack/own-sources';
import { inPixels } from './pack/pixels';
import { place, placedPath, withPlacedReferences } from './pack/placement';
import type { Placement } from './pack/placement';
import { refuseRemote } from './pack/remote';
import { wantsOf } from './pack/wants';
import type { Wants } from './pack/wants';
import { digest, isUpToDate, writeStamp, writeTree } from './pack/write-tree';

const ICON_STYLES = 'tdesign-miniprogram/icon/icon.wxss';

/**
 * Writes the `miniprogram_npm/` folders of the mini-program: the files of npm packages that it loads, and no others.
 *
 * WeChat DevTools' own "build npm" copies whole packages, 5.6 MB of TDesign, into the main package. Here each package
 * of the mini-program gets what its JSON, TypeScript, WXML and WXSS name, with all that follows from that; a subpackage
 * gets only what the main package does not have.
 *
 * - `tdesign-miniprogram/…`: its lengths in rpx become px, and its icon font, which phones would have to download,
 *   becomes the few icons that are shown, drawn from within. No file may name an address in the network.
 * - `dayjs`, `dayjs/plugin/…`: as they are.
 * - `echarts`: `import { init } from 'echarts'` is the part of it in pack/charts, one file of 515 KB; see
 *   typings/echarts.d.ts. Only a subpackage of its own has room for it.
 *
 * What npm packages load from each other is written as a path, so that only our own files need npm's search: upwards
 * through the folders, to the next `miniprogram_npm/` that has the file.
 *
 * Does nothing when nothing that matters changed; several processes may call it at once. DevTools' "build npm" must not
 * be used: project.config.json leaves it nothing to do.
 */
export async function packNpm(root = resolve(__dirname, '..')): Promise<void> {
  const miniprogram = join(root, 'miniprogram');
  const stampFile = join(root, 'dist/.packed-npm');
  await withLock(join(root, 'dist/.packing-npm'), async () => {
    const sources = ownSourcesIn(miniprogram);
    const wants = wantsOf(packageFolders(miniprogram), sources);
    const nodeModules = join(root, 'node_modules');
    const icons = iconsOfOurs(sources, iconsIn(nodeModules));
    const inputs = digest([...scriptsText(), JSON.stringify([...wants]), icons.join(), readVersions(root)]);
    if (isUpToDate(stampFile, inputs, miniprogram)) return;
    const trees = await packedTrees(nodeModules, wants, icons);
    for (const [folder, tree] of trees) writeTree(join(miniprogram, placedPath(folder, '')), tree);
    const files = [...trees].flatMap(([folder, tree]) => [...tree.keys()].map((path) => placedPath(folder, path)));
    writeStamp(stampFile, { inputs, files });
  });
}

async function packedTrees(nodeModules: string, wants: Wants, ownIcons: readonly string[]) {
  const wantsCharts = [...wants.values()].flat().some(({ specifier }) => specifier === 'echarts');
  const npm = npmFilesIn(nodeModules, wantsCharts ? await bundleCharts() : '');
  const placement = place(npm, wants);
  const readIcon = iconsIn(nodeModules);
  const icons = [...ownIcons, ...iconsOfTDesign(textsOf(placement, npm), readIcon)];
  const packed = (folder: string, path: string): string => {
    const text = inPixels(path, withPlacedReferences(npm, placement, folder, path));
    return refuseRemote(path, path === ICON_STYLES ? iconStyles(text, icons, readIcon) : text);
  };
  return new Map(
    [...placement].map(([folder, paths]) => [
      folder,
      new Map([...paths].map((path) => [path, packed(folder, path)] as const)),
    ]),
  );
}

function textsOf(placement: Placement, npm: (path: string) => string | undefined): string[] {
  const paths = new Set([...placement.values()].flatMap((files) => [...files]));
  const tdesign = [...paths].filter((path) => /^tdesign-miniprogram\/.*\.(js|wxs|wxml)$/.test(path));
  return tdesign.map((path) => npm(path) ?? '');
}

/** These scripts themselves: when they change, so does what they pack. */
function scriptsText(): string[] {
  const files = readdirSync(join(__dirname, 'pack'), { recursive: true, encoding: 'utf8' });
  return ['../pack-npm.ts', ...files.filter((file) => file.endsWith('.ts')).sort()].map((file) =>
    readFileSync(join(__dirname, 'pack', file), 'utf8'),
  );
}

function readVersions(root: string): string {
  return readFileSync(join(root, 'package-lock.json'), 'utf8');
}

if (process.argv[1] === __filename) void packNpm().then(() => console.log('miniprogram_npm/ is up to date.'));
