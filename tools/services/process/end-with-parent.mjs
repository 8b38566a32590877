// Preloaded by tools/bootstrap.mjs: when the process that started this one is killed, this one ends too, with whatever it supervises.
import { isMainThread } from 'node:worker_threads';

const parent = Number(process.env.HYPERKUBER_PARENT);
// Programs started from here have another parent.
delete process.env.HYPERKUBER_PARENT;

if (isMainThread && parent > 0) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 500).unref();
}
