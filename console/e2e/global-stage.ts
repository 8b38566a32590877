import { Stage } from './stage';

/**
 * One stage for all journeys. Begun before the workers: it outlives one that is replaced after a failure. Whoever writes a journey may name
 * a stage that stands already (the line that tools/test/stage.ts says).
 */
export default async function globalStage(): Promise<() => Promise<void>> {
  if (process.env['HYPERKUBER_TEST_STAGE'] !== undefined) return () => Promise.resolve();
  const stage = await Stage.open(3);
  process.env['HYPERKUBER_TEST_STAGE'] = JSON.stringify(stage.facts);
  return () => stage.close();
}
