import { TARGET_FAILURES, type TargetFailure } from '@hyperkuber/contracts';

/** The failure of that name, when there is one. */
export const knownFailure = (word: string | null): TargetFailure | undefined => TARGET_FAILURES.find((failure) => failure === word);
