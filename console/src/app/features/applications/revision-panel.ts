import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApplicationSummary, RevisionDetail } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Age } from '../../ui/age/age';
import { CodeBlock } from '../../ui/code-block/code-block';
import { Fact, Facts } from '../../ui/facts/facts';
import { Icon } from '../../ui/icon/icon';
import { SidePanel } from '../../ui/side-panel/side-panel';
import { Failed, Skeleton } from '../../ui/state/states';

/** One revision beside the list: who made it, what is in it, and its manifests with the values of Secrets masked. */
@Component({
  selector: 'hk-revision-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, CodeBlock, Fact, Facts, Failed, Icon, RouterLink, SidePanel, Skeleton],
  template: `
    <hk-side-panel [title]="t('revision.number', { number: number() })" [subtitle]="application().name" (closed)="closed.emit()">
      <ng-container panelActions>
        @if (number() > 1) { <button type="button" class="hk-button hk-button-small" (click)="compared.emit()"><hk-icon name="git-compare" [size]="14" />{{ t('revision.compareBefore') }}</button> }
        @if (session.may('releases', 'create')) { <a class="hk-button hk-button-small" routerLink="/releases/new" [queryParams]="{ application: application().id, revision: number() }"><hk-icon name="rocket" [size]="14" />{{ t('revision.release') }}</a> }
      </ng-container>
      @if (source.state() === 'loading') { <hk-skeleton [lines]="8" /> }
      @else if (revision(); as shown) {
        <div class="hk-stack">
          <dl hkFacts>
            <div hkFact [label]="t('application.author')">{{ shown.author }}, <hk-age [at]="shown.createdAt" form="ago" /></div>
            <div hkFact [label]="t('revision.objects')">{{ kinds() }}</div>
            @if (shown.note) { <div hkFact [label]="t('revision.note')">{{ shown.note }}</div> }
          </dl>
          <ul class="objects" [attr.aria-label]="t('revision.objects')">@for (object of shown.objects; track $index) { <li><span class="hk-third">{{ object.kind }}</span><span class="hk-mono hk-wrap">{{ object.name }}</span>@if (object.namespace) { <span class="hk-third">· {{ object.namespace }}</span> }</li> }</ul>
          <h3>{{ t('revision.manifests') }}</h3>
          <p class="hk-small hk-second">{{ t('revision.masked') }}</p>
          <hk-code-block [text]="shown.manifests" [label]="t('revision.manifests')" />
        </div>
      } @else { <hk-failed [problem]="source.problem()" (retry)="source.reload()" /> }
    </hk-side-panel>`,
  styles: `.objects li { display: flex; flex-wrap: wrap; gap: 0 6px; } .objects { display: grid; gap: 4px; max-height: 220px; overflow: auto; padding: 8px 12px; border-radius: 6px; background: var(--hk-sunken); }`,
})
export class RevisionPanel {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  readonly application = input.required<ApplicationSummary>();
  readonly number = input.required<number>();
  readonly closed = output();
  readonly compared = output();
  protected readonly source = load(() => `/applications/${this.application().id}/revisions/${this.number()}`, (path) => this.api.get<RevisionDetail | null>(path), null);
  protected readonly revision = this.source.value;
  /** `3 Deployment, 2 Service`. */
  protected readonly kinds = computed(() => {
    const counts = new Map<string, number>();
    for (const { kind } of this.revision()?.objects ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`).join(', ');
  });
}
