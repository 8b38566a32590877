import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { ClusterSummary, TokenCreated } from '@hyperkuber/contracts';
import { Texts } from '../../i18n/texts';
import { instantText } from '../../ui/age/age-text';
import { CodeBlock } from '../../ui/code-block/code-block';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import { textRules } from '../../ui/form/rules';
import { SidePanel } from '../../ui/side-panel/side-panel';
import { ProblemNote } from '../../ui/state/problem-note';
import { StatusMark } from '../../ui/status/status-mark';
import { ProfileApi } from './profile-api';

const DAYS = [7, 30, 90, 180, 365] as const;

interface TokenDraft {
  readonly name: string;
  readonly days: string;
  readonly readOnly: boolean;
  /** Empty reaches every cluster that its owner reaches. */
  readonly clusterIds: readonly string[];
}

const rules = textRules<TokenDraft>({ name: { min: 1, max: 120, trim: true } });

/** Makes a personal token and shows it once. */
@Component({
  selector: 'hk-create-token',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeBlock, Field, Input, ProblemNote, SidePanel, StatusMark],
  template: `
    <hk-side-panel [title]="t('profile.createToken')" (closed)="closed.emit()">
      @if (made(); as token) {
        <div class="hk-stack" role="status">
          <hk-status status="ok" [word]="t('profile.tokenMade', { name: token.name })" />
          <p>{{ t('profile.tokenOnce', { until: until() }) }}</p>
          <hk-code-block [text]="token.token" [label]="t('profile.token')" [wrap]="true" />
          <p class="hk-second">{{ t('profile.tokenUse') }} <code>Authorization: Bearer {{ token.token.slice(0, 11) }}…</code></p>
          <div><button type="button" class="hk-button hk-button-primary" (click)="closed.emit()">{{ t('panel.close') }}</button></div>
        </div>
      } @else {
        <form class="hk-stack" novalidate (submit)="create($event)">
          <hk-field [label]="t('profile.tokenName')" [hint]="t('profile.tokenNameHint')" [fault]="form.fault('name')"><input hkInput name="token-name" autocomplete="off" [value]="form.value().name" (input)="form.patch({ name: text($event) })" (blur)="form.touch('name')" /></hk-field>
          <hk-field [label]="t('profile.expiry')"><select hkInput (change)="form.patch({ days: text($event) })">@for (count of days; track count) { <option [value]="count" [selected]="form.value().days === count + ''">{{ t.count('profile.days', count) }}</option> }</select></hk-field>
          <label class="hk-row"><input type="checkbox" class="hk-check" [checked]="form.value().readOnly" (change)="form.patch({ readOnly: !form.value().readOnly })" />{{ t('profile.onlyReads') }}</label>
          <fieldset>
            <legend>{{ t('profile.clusters') }}</legend>
            <p class="hk-small hk-third">{{ t(form.value().clusterIds.length === 0 ? 'profile.clustersAll' : 'profile.clustersSome') }}</p>
            @for (cluster of clusters(); track cluster.id) { <label class="hk-row"><input type="checkbox" class="hk-check" [checked]="form.value().clusterIds.includes(cluster.id)" (change)="toggle(cluster.id)" /><span class="hk-cut">{{ cluster.name }}</span><span class="hk-third">{{ t('environment.' + cluster.environment) }}</span></label> }
          </fieldset>
          <hk-problem-note [problem]="form.problem()" />
          <div class="hk-row"><button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('profile.createToken') }}</button><button type="button" class="hk-button" (click)="closed.emit()">{{ t('wizard.cancel') }}</button></div>
        </form>
      }
    </hk-side-panel>`,
  styles: `
    .hk-stack { gap: 16px; }
    fieldset { display: grid; gap: 4px; max-height: 320px; margin: 0; padding: 0; border: 0; overflow: auto; }
    legend { padding: 0; font-weight: 500; }
    fieldset label { min-height: 28px; }`,
})
export class CreateToken {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  protected readonly text = textOf;
  private readonly api = inject(ProfileApi);
  protected readonly days = DAYS;
  readonly clusters = input.required<readonly ClusterSummary[]>();
  readonly created = output();
  readonly closed = output();
  protected readonly made = signal<TokenCreated | null>(null);
  protected readonly until = computed(() => { const token = this.made(); return token === null ? '' : instantText(this.texts.language(), token.expiresAt); });
  protected readonly form = draft<TokenDraft, TokenDraft>(rules, { name: '', days: '90', readOnly: false, clusterIds: [] }, async ({ name, days, readOnly, clusterIds }) => {
    this.made.set(await this.api.createToken({ name, expiresInDays: Number(days), readOnly, clusterIds: clusterIds.length === 0 ? null : [...clusterIds] }));
    this.created.emit();
  });

  protected toggle(id: string): void {
    const ids = this.form.value().clusterIds;
    this.form.patch({ clusterIds: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id] });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    await this.form.submit();
  }
}
