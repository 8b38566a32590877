import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import type { Problem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Field, Input } from '../../ui/field/field';
import { textOf } from '../../ui/form/draft';
import { ProblemNote } from '../../ui/state/problem-note';
import { problemWords } from './cluster-words';
import { CREDENTIAL_KINDS, type CredentialDraft, type CredentialField, type CredentialKind, missingIn } from './credential-draft';
import { FileText } from './file-text';
import { OptionCards } from './option-cards';

const FIELD_PATHS = new Set(['server', 'caPem', 'token', 'certPem', 'keyPem'].map((field) => `credential.${field}`));

/** With what the platform signs in to a cluster: a kubeconfig, a token or a client certificate. */
@Component({
  selector: 'hk-credential-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FileText, Input, OptionCards, ProblemNote],
  templateUrl: './credential-form.html',
  styles: `:host { display: grid; gap: 16px; min-width: 0; } .faults { display: grid; gap: 6px; margin-top: 8px; } .faults code { display: block; color: var(--hk-text-3); overflow-wrap: anywhere; }`,
})
export class CredentialForm {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  readonly draft = model.required<CredentialDraft>();
  /** The failure of the last trial. */
  readonly problem = input<Problem | null>(null);
  /** The contexts that the last trial found in the file. */
  readonly contexts = input<readonly string[]>([]);
  /** Whether empty fields are named; only after somebody tried to go on. */
  readonly showMissing = input(false);
  protected readonly kinds = computed(() => CREDENTIAL_KINDS.map((key) => ({ key, label: this.t(`credential.${key}`), text: this.t(`credentialText.${key}`) })));
  protected readonly words = computed(() => problemWords(this.t, this.problem()));
  /** Faults of the file's inside, which have no field of their own here. */
  protected readonly inside = computed(() => (this.problem()?.errors ?? []).filter(({ path }) => !FIELD_PATHS.has(path) && path !== 'context'));
  protected readonly asksContext = computed(() => this.draft().context !== '' || (this.problem()?.faultOf('context') ?? null) !== null);

  protected choose(kind: string): void {
    const found = CREDENTIAL_KINDS.find((each): each is CredentialKind => each === kind);
    if (found !== undefined) this.patch({ kind: found });
  }

  protected patch(change: Partial<CredentialDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected fault(field: CredentialField): string | null {
    const told = this.problem()?.faultOf(field === 'context' ? 'context' : `credential.${field}`) ?? null;
    return told ?? (this.showMissing() && missingIn(this.draft()).includes(field) ? this.t('fault.required') : null);
  }
}
