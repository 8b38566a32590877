import 'reflect-metadata';
import { runWorker } from './run.js';

await runWorker();
