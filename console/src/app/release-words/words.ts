import { inject, Injectable } from '@angular/core';
import type { ObjectProgress, Placement, TargetSummary } from '@hyperkuber/contracts';
import { Texts } from '../i18n/texts';
import { type ReasonWords, reasonWordsOf, translateHealth, translateNamedHealth } from './health-words';

const PLAN_SENTENCES: Readonly<Record<string, string>> = {
  'Its definition comes with this release.': 'planWords.definitionComes',
  'Its namespace comes with this release.': 'planWords.namespaceComes',
  'It exists and comes into the care of this application.': 'planWords.adopted',
  'It is gone already.': 'planWords.gone',
  'Its kind is gone from the cluster, and it with it.': 'planWords.kindGone',
  'It is annotated hyperkuber.io/prune: disabled and stays.': 'planWords.kept',
  'It no longer carries the labels of this application and stays.': 'planWords.unlabelled',
  'It was replaced by another object of the same name and stays.': 'planWords.replaced',
  'The namespace is being deleted.': 'planWords.namespaceGoing',
  'The namespace does not exist, and the release is not to make it.': 'planWords.namespaceMissing',
};

/** States, failures and health of releases in the person's language. Everything follows the language when read inside a `computed` or a template. */
@Injectable({ providedIn: 'root' })
export class ReleaseWords {
  private readonly texts = inject(Texts);
  private readonly t = this.texts.translate;
  private reasons: { readonly language: string; readonly words: ReasonWords } | null = null;

  /** The word of a health: `Failing`, `Progressing`. */
  health(word: string): string {
    return this.has(`placementHealth.${word}`) ? this.t(`placementHealth.${word}`) : this.t('placementHealth.Unknown');
  }

  failure(code: string): string {
    return this.has(`failure.${code}`) ? this.t(`failure.${code}`) : code;
  }

  /** What to do about a failure; empty when nothing is known. */
  hint(code: string): string {
    return this.has(`failureHint.${code}`) ? this.t(`failureHint.${code}`) : '';
  }

  /** A sentence of the server about health, in the person's language where it can be read. */
  sentence(text: string, reason = ''): string {
    if (this.texts.language() === 'en') return text;
    return reason === '' ? translateNamedHealth(text, this.words()) : translateHealth(text, this.words(), reason);
  }

  /** Why a place is as it is: the failure's word where the server names one, or its sentence. */
  placement({ health, reason }: Pick<Placement, 'health' | 'reason'>): string {
    if (health === 'Healthy') return '';
    return reason === 'being released' ? this.t('placement.underWay') : this.sentence(reason);
  }

  object({ state, reason, detail }: Pick<ObjectProgress, 'state' | 'reason' | 'detail'>): string {
    if (detail === '' || reason === 'NotJudged') return state === 'no-change' ? this.t('step.no-change') : '';
    return this.sentence(detail, reason);
  }

  /** What a target is doing or what went wrong there; the state's own word stands before it. */
  target({ state, failure, detail }: Pick<TargetSummary, 'state' | 'failure' | 'detail'>): string {
    if (failure !== null && (state === 'failed' || state === 'plan-failed')) return this.failure(failure);
    if (state === 'waiting-health') return this.sentence(detail);
    return '';
  }

  /** A sentence of a plan; those that the planner always says alike are told in the person's language. */
  plan(text: string): string {
    const key = PLAN_SENTENCES[text];
    return key === undefined ? this.sentence(text) : this.t(key);
  }

  private has(key: string): boolean {
    return this.t(key) !== key;
  }

  private words(): ReasonWords {
    const language = this.texts.language();
    if (this.reasons?.language !== language) this.reasons = { language, words: reasonWordsOf((key) => this.t(key)) };
    return this.reasons.words;
  }
}
