// Runs a script of this project under its own Node: `node tools/bootstrap.mjs <script.ts> [arguments]`.
// Plain JavaScript, because the Node that starts it may be older than the one the project brings along.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const oldestNode = 20;
const neededNode = 24;
const checkout = resolve(import.meta.dirname ?? join(new URL(import.meta.url).pathname, '..'), '..');
const modules = join(checkout, 'node_modules');
const stamp = join(modules, '.hyperkuber-installed');

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** What was installed, by content: a fresh clone and a branch switch both change the times of the files. */
const lockDigest = () => createHash('sha256').update(readFileSync(join(checkout, 'package-lock.json'))).update(process.arch).digest('hex');

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockDigest();
}

/** A tree that `npm install` or `npm ci` completed by hand carries npm's own record, newer than the lock file it came from. */
function wasInstalledByHand() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record) || existsSync(stamp)) return false;
  const parse = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const present = parse(record);
  return Object.entries(parse(join(checkout, 'package-lock.json')))
    .every(([path, wanted]) => path === '' || wanted.optional || wanted.link || present[path]?.version === wanted.version);
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json ...\n');
  const begunAt = Date.now();
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: checkout, stdio: ['ignore', 2, 2] });
  if (error || status !== 0) refuse(`npm ci failed (${error?.message ?? `exit status ${status}`}); the lines above say why.`);
  process.stderr.write(`Installed in ${Math.round((Date.now() - begunAt) / 1000)} s.\n`);
}

function nodeOfTheProject() {
  const brought = join(modules, `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(brought)) return brought;
  if (Number(process.versions.node.split('.')[0]) >= neededNode) return process.execPath;
  return refuse(`Node ${neededNode} is missing below node_modules; run "npm ci" again without --omit=optional, or use Node ${neededNode} yourself.`);
}

function run(node, script, args) {
  const child = spawn(node, ['--import', pathToFileURL(join(checkout, 'tools/services/process/end-with-parent.mjs')).href, resolve(checkout, script), ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter),
      HYPERKUBER_PARENT: String(process.pid),
      NX_DAEMON: 'false',
      NG_CLI_ANALYTICS: 'false',
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    // A terminal sends Ctrl-C to the whole group, so the script has it already.
    process.on(signal, () => { if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal); });
  }
  child.once('error', (cause) => refuse(`${node} could not be started: ${cause.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [script, ...args] = process.argv.slice(2);
if (!script) refuse('Usage: node tools/bootstrap.mjs <script.ts> [arguments]');
if (Number(process.versions.node.split('.')[0]) < oldestNode) refuse(`Node ${oldestNode} or newer is needed to start, this is ${process.versions.node}.`);
if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) refuse(`This runs on Linux with x64 or arm64, not on ${process.platform} with ${process.arch}; a container or a virtual machine will do.`);
if (!isInstalled()) {
  if (!wasInstalledByHand()) install();
  writeFileSync(stamp, lockDigest());
}
run(nodeOfTheProject(), script, args);
