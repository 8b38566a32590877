import { ObjectPlan } from '@hyperkuber/contracts';
import { z } from 'zod';

const StoredPlan = z.object({ objects: z.array(ObjectPlan), confirmations: z.array(z.string()) });
export type StoredPlan = z.infer<typeof StoredPlan>;

/** The plan of a target as it was stored; empty until it is made. */
export const storedPlan = (text: string | null): StoredPlan => (text === null ? { objects: [], confirmations: [] } : StoredPlan.parse(JSON.parse(text)));
