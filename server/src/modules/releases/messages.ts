import { z } from 'zod';

/** Work on one target: plan it or run it, whatever its row says is next. */
export const TARGET_QUEUE = 'release-targets';
export const TargetJob = z.strictObject({ version: z.literal(1), targetId: z.uuid() });
export type TargetJob = z.infer<typeof TargetJob>;

/** Something of the release has changed: look at it again. */
export const RELEASE_CHANGED = 'release.changed';
export const ReleaseChanged = z.strictObject({ releaseId: z.uuid() });
export type ReleaseChanged = z.infer<typeof ReleaseChanged>;
