import { Id } from '@hyperkuber/contracts';
import { z } from 'zod';

export const RevisionParam = z.strictObject({ id: Id, number: z.coerce.number().int().min(1) });
export type RevisionParam = z.infer<typeof RevisionParam>;

export const TargetParam = z.strictObject({ id: Id, targetId: Id });
export type TargetParam = z.infer<typeof TargetParam>;
