import 'reflect-metadata';
import { runApi } from './run.js';

await runApi();
