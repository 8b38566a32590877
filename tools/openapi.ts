import { join } from 'node:path';
import { built, run, workspace } from './workspace.ts';

/** Writes the document of the API from the built server into the contracts. */
const { code, output } = await run(process.execPath, [built.openapi, join(workspace, 'libs/contracts/openapi.json')], { quiet: true });
if (code !== 0) process.stderr.write(output);
process.exit(code);
