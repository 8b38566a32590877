import { holds, lives, stage } from './stage.ts';

/** A released volume forgets its claim and can be bound again, so a cluster does not run out of them. */
export const volumeStages: readonly object[] = [
  stage({
    name: 'volume-again', kind: 'PersistentVolume',
    when: [lives, holds('.status.phase == "Released"')],
    delayMs: 500,
    next: { patches: [{ type: 'merge', root: 'spec', template: 'claimRef: null\n' }] },
  }),
];
