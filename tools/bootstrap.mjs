// Runs a script of this project under its own Node: `node tools/bootstrap.mjs <script.ts> [arguments]`.
// Plain JavaScript, because the Node that starts it may be older than the one the project brings along.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { constants, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const oldestNode = 20;
const neededNode = 24;
const checkout = resolve(fileURLToPath(import.meta.url), '../..');
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

/** Two commands started in one fresh clone must not install over each other; the second waits for the first. */
async function withInstallLock(work) {
  const lock = join(tmpdir(), `hyperkuber-install-${createHash('sha256').update(checkout).digest('hex').slice(0, 16)}`);
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause;
      if (!isAlive(lock)) rmSync(lock, { force: true });
      else await delay(500);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // Written a moment after it was created.
    if (holder > 0) process.kill(holder, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json (a few minutes the first time) ...\n');
  const begunAt = Date.now();
  const seconds = () => Math.round((Date.now() - begunAt) / 1000);
  const progress = setInterval(() => process.stderr.write(`... still installing after ${seconds()} s\n`), 20_000);
  // npm itself may run on an older Node than the packages ask for; they run on the one that is among them.
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: checkout, stdio: ['ignore', 2, 2] });
  return new Promise((done) => {
    npm.once('error', (cause) => fail(`npm could not be started: ${cause.message}.`));
    npm.once('exit', (code, signal) => {
      if (code !== 0) return fail(`npm ci ended with ${signal ?? `exit status ${code}`}; the lines above say why.`);
      clearInterval(progress);
      process.stderr.write(`Installed in ${seconds()} s.\n`);
      done();
    });
    const fail = (sentence) => {
      rmSync(stamp, { force: true });
      refuse(sentence);
    };
  });
}

async function makeInstalled() {
  if (isInstalled()) return;
  if (!wasInstalledByHand()) await install();
  writeFileSync(stamp, lockDigest());
}

function nodeOfTheProject() {
  const brought = join(modules, `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(brought)) return brought;
  if (Number(process.versions.node.split('.')[0]) >= neededNode) return process.execPath;
  return refuse(`Node ${neededNode} is missing below node_modules; run "npm ci" again without --omit=optional, or use Node ${neededNode} yourself.`);
}

const parentOf = (id) => {
  try {
    return Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').pop().split(' ')[1]);
  } catch {
    return 0;
  }
};

/** npm starts scripts through a shell, which does not pass on the signal that npm hands it: it dies and nobody tells us. */
function endWithNpm(child) {
  const shell = process.ppid;
  const npm = /^(sh|dash|bash)$/.test(readFileSync(`/proc/${shell}/comm`, 'utf8').trim()) ? parentOf(shell) : 0;
  const watch = setInterval(() => {
    if (process.ppid === shell && (npm === 0 || parentOf(shell) === npm)) return;
    clearInterval(watch);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
  }, 300);
  watch.unref();
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
  if (process.env.npm_lifecycle_event) endWithNpm(child);
  child.once('error', (cause) => refuse(`${node} could not be started: ${cause.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [script, ...args] = process.argv.slice(2);
if (!script) refuse('Usage: node tools/bootstrap.mjs <script.ts> [arguments]');
if (Number(process.versions.node.split('.')[0]) < oldestNode) refuse(`Node ${oldestNode} or newer is needed to start, this is ${process.versions.node}.`);
if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) refuse(`This runs on Linux with x64 or arm64, not on ${process.platform} with ${process.arch}; a container or a virtual machine will do.`);
if (!isInstalled()) await withInstallLock(makeInstalled);
run(nodeOfTheProject(), script, args);
