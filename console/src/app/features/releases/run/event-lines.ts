import type { ReleaseEvent, ReleaseState, TargetState } from '@hyperkuber/contracts';
import type { Translate } from '../../../i18n/texts';
import type { ReleaseWords } from '../../../release-words/words';
import { healthStatus, releaseStatus, targetStatus } from '../../../release-words/status-of';
import type { Status } from '../../../ui/status/status';

export interface EventLine {
  readonly sequence: number;
  readonly at: string;
  readonly status: Status;
  readonly word: string;
  readonly place: string;
  readonly detail: string;
}

interface Dictionary {
  readonly t: Translate;
  readonly words: Pick<ReleaseWords, 'failure' | 'sentence'>;
  readonly places: ReadonlyMap<string, string>;
}

const RELEASE: readonly ReleaseState[] = ['planning', 'plan-failed', 'ready', 'running', 'succeeded', 'partially-succeeded', 'failed', 'aborting', 'aborted', 'cancelled'];
const TARGET: readonly TargetState[] = ['planning', 'planned', 'plan-failed', 'pending', 'preflight', 'applying', 'waiting-health', 'pruning', 'succeeded', 'failed', 'skipped', 'aborted'];
const HEALTH: Readonly<Record<string, string>> = { healthy: 'Healthy', degraded: 'Degraded', progressing: 'Progressing', missing: 'Missing', unknown: 'Unknown', suspended: 'Suspended', terminating: 'Terminating' };

const wordOf = ({ type, code, detail }: ReleaseEvent, { t, words }: Dictionary): Pick<EventLine, 'status' | 'word' | 'detail'> => {
  const release = RELEASE.find((state) => state === code);
  const target = TARGET.find((state) => state === code);
  if (type === 'release' && release !== undefined) return { status: releaseStatus(release), word: t(`releaseState.${release}`), detail };
  if (type === 'target' && target !== undefined) return { status: targetStatus(target), word: t(`targetState.${target}`), detail: '' };
  if (type === 'target') return { status: 'failing', word: words.failure(code), detail: words.sentence(detail) };
  if (type === 'health') return { status: healthStatus(HEALTH[code] ?? 'Unknown'), word: t('run.eventHealth'), detail: words.sentence(detail) };
  return { status: code === 'failed' ? 'failing' : 'ok', word: t('run.eventStep'), detail };
};

/** One line of the history in the person's language. */
export const lineOf = (event: ReleaseEvent, dictionary: Dictionary): EventLine =>
  ({ sequence: event.sequence, at: event.at, place: event.targetId === null ? '' : (dictionary.places.get(event.targetId) ?? ''), ...wordOf(event, dictionary) });
