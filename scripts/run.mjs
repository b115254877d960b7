// @ts-check
// The door to every command. Plain JavaScript with Node's own modules only: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_MIN = [20, 19];
const DOT_MS = 1_000;
const PARENT_POLL_MS = 200;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules/.installed');

/** @typedef {{ heading: string, tool: string, args: string[] }} Step */

/** @type {Step[]} */
const checks = [
  {
    heading: 'Types',
    tool: 'typescript/bin/tsc',
    args: ['--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types'],
  },
  {
    heading: 'Types of the mini-program',
    tool: 'typescript/bin/tsc',
    args: ['--noEmit', '-p', 'tsconfig.client.json'],
  },
  { heading: 'Types of the preview', tool: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'preview/tsconfig.json'] },
  {
    heading: 'Types of what tests it',
    tool: 'typescript/bin/tsc',
    args: ['--noEmit', '-p', 'tests/tsconfig.client.json'],
  },
  { heading: 'Lint', tool: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { heading: 'Format', tool: 'prettier/bin/prettier.cjs', args: ['.', '--check', '--log-level', 'warn'] },
];

/**
 * What a command runs, given its arguments. Every other command is the script of that name in this folder.
 * @type {Record<string, (args: string[]) => Step[]>}
 */
const commands = {
  check: () => checks,
  format: () => [
    { heading: 'Format', tool: 'prettier/bin/prettier.cjs', args: ['.', '--write', '--log-level', 'warn'] },
  ],
  test: (args) => [...(args.length > 0 ? [] : checks), { heading: 'Tests', tool: 'jest/bin/jest.js', args }],
};

await main(process.argv[2] ?? '', process.argv.slice(3));

/** @param {string} command @param {string[]} args */
async function main(command, args) {
  if (isTooOld()) return fail(`Node ${NODE_MIN.join('.')} or newer is needed; this is ${process.version}.`);
  const script = join(root, 'scripts', `${command}.ts`);
  const steps = Object.hasOwn(commands, command) ? commands[command]?.(args) : undefined;
  const scripts = readdirSync(join(root, 'scripts')).filter((file) => /^[a-z-]+\.ts$/.test(file));
  if (!steps && !scripts.includes(`${command}.ts`)) {
    const known = [...Object.keys(commands), ...scripts.map((file) => basename(file, '.ts'))].sort();
    return fail(`There is no command "${command}". There are: ${known.join(', ')}.`);
  }
  process.chdir(root);
  endWithParent();
  await ensureInstalled();
  await (steps ? runSteps(steps) : runScript(script, args));
}

function isTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [majorMin = 0, minorMin = 0] = NODE_MIN;
  return major < majorMin || (major === majorMin && minor < minorMin);
}

/** Runs one after the other until one fails. @param {Step[]} steps */
async function runSteps(steps) {
  const startedAt = performance.now();
  for (const { heading, tool, args } of steps) {
    console.log(`\n── ${heading}`);
    const status = await run(process.execPath, [join('node_modules', tool), ...args], 'inherit');
    if (status !== 0) return fail(`\n${heading}: failed.`, status);
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(`\nAll passed: ${steps.map((step) => step.heading.toLowerCase()).join(', ')} (${seconds} s).`);
}

/** In this very process, so that whoever ends it has ended the script. @param {string} script @param {string[]} args */
async function runScript(script, args) {
  process.argv = [process.execPath, script, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href);
  await import(pathToFileURL(script).href);
}

async function ensureInstalled() {
  const wanted = wantedStamp();
  if (installedStamp() === wanted) return;
  const { withLock } = await import('./lock.cjs');
  const status = await withLock(
    join(root, '.install-lock'),
    () => install(wanted),
    () => {
      console.log('Another process is installing; waiting for it.');
    },
  );
  if (status !== 0) fail('\nInstalling failed, see above. Is the npm registry reachable?', status);
}

/** Answers npm's exit status. @param {string} wanted */
async function install(wanted) {
  if (installedStamp() === wanted) return 0;
  const count = readFileSync(join(root, 'package-lock.json'), 'utf8').match(/^ {4}"node_modules/gm)?.length ?? 0;
  process.stdout.write(`Installing ${count} packages, about 20 s, once `);
  const dots = setInterval(() => process.stdout.write('.'), DOT_MS);
  const status = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], 'pipe');
  clearInterval(dots);
  if (status === 0) {
    writeFileSync(stampFile, wanted);
    console.log(' done.');
  }
  return status;
}

/** What must be installed, for this machine: another one has other binaries. */
function wantedStamp() {
  const machine = `${process.platform} ${process.arch} ${process.versions.node.split('.')[0] ?? ''}`;
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(machine)
    .digest('hex');
}

function installedStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

/**
 * Runs a program to its end and answers its exit status. Signals are passed on; what it said is shown if it failed.
 * @param {string} program @param {string[]} args @param {'inherit' | 'pipe'} output
 * @returns {Promise<number>}
 */
function run(program, args, output) {
  const child = spawn(program, args, { stdio: ['inherit', output, output] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (/** @type {Buffer} */ part) => (said += part.toString()));
  /** @type {NodeJS.Signals | null} */
  let ended = null;
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT'])) {
    process.on(signal, () => {
      ended = signal;
      // A terminal sends Ctrl+C to the child as well: once is enough.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      for (const each of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.removeAllListeners(each);
      if (status !== 0) process.stderr.write(said);
      const cause = ended ?? signal;
      if (cause) process.kill(process.pid, cause);
      else resolve(status ?? 1);
    });
  });
}

/** npm that is killed passes nothing on: its command would live on and keep the port and the files. */
function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parents = parentsNow();
  setInterval(() => parentsNow() === parents || process.kill(process.pid, 'SIGTERM'), PARENT_POLL_MS).unref();
}

/** The parent's process id, and npm's where npm started a shell in between (Linux only: other shells step aside). */
function parentsNow() {
  const parent = `/proc/${process.ppid}/stat`;
  const shell = existsSync(parent) ? /\((?:sh|dash|bash)\) \S (\d+)/.exec(readFileSync(parent, 'utf8')) : null;
  return `${process.ppid} ${shell?.[1] ?? ''}`;
}

/** @param {string} sentence @param {number} [status] @returns {never} */
function fail(sentence, status = 1) {
  console.error(sentence);
  process.exit(status);
}
