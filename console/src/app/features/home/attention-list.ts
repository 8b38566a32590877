import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTranslate } from '../../i18n/texts';
import { releaseCounts, releaseDeed } from '../../release-words/release-columns';
import { ReleaseWords } from '../../release-words/words';
import { Age } from '../../ui/age/age';
import type { Status } from '../../ui/status/status';
import { StatusMark } from '../../ui/status/status-mark';
import type { ClusterTrouble, PlaceTrouble, ReleaseTrouble, Trouble } from './attention';

interface Line {
  readonly key: string;
  readonly status: Status;
  readonly title: string;
  readonly text: string;
  readonly at: string | null;
  readonly links: readonly { readonly text: string; readonly link: readonly string[] }[];
}

/** Troubles in words, each with the place where it can be mended. */
@Component({
  selector: 'hk-attention-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, RouterLink, StatusMark],
  template: `
    <ul class="hk-panel" [attr.aria-label]="t('home.attention')">
      @for (line of lines(); track line.key) {
        <li>
          <hk-status [status]="line.status" [bare]="true" [size]="16" />
          <div class="text"><strong>{{ line.title }}</strong><span class="links">@for (link of line.links; track link.text) { <a [routerLink]="link.link">{{ link.text }}</a> }</span><p class="hk-second">{{ line.text }}</p></div>
          @if (line.at) { <span class="hk-small hk-third"><hk-age [at]="line.at" form="ago" /></span> }
        </li>
      }
    </ul>`,
  styles: `
    li { display: flex; gap: 10px; align-items: flex-start; padding: 10px 14px; }
    li + li { border-top: 1px solid var(--hk-line); }
    hk-status { margin-top: 2px; }
    .text { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    strong { font-weight: 600; margin-right: 12px; }
    .links { display: inline-flex; flex-wrap: wrap; gap: 0 12px; }`,
})
export class AttentionList {
  protected readonly t = injectTranslate();
  private readonly words = inject(ReleaseWords);
  readonly troubles = input.required<readonly Trouble[]>();
  protected readonly lines = computed<readonly Line[]>(() => this.troubles().map((trouble) => this.lineOf(trouble)));

  private lineOf(trouble: Trouble): Line {
    switch (trouble.kind) {
      case 'clusters': return this.clusterLine(trouble);
      case 'release': return this.releaseLine(trouble);
      case 'places': return this.placeLine(trouble);
    }
  }

  private clusterLine({ status, code, detail, clusters }: ClusterTrouble): Line {
    const since = clusters.map((cluster) => cluster.since).filter((at) => at !== null).sort()[0] ?? null;
    const title = this.known(`clusterFault.${code}`, this.t(`clusterState.${clusters[0]?.state ?? 'unreachable'}`));
    return { key: `cluster ${code} ${status}`, status, title, text: this.known(`clusterAdvice.${code}`, detail), at: since, links: clusters.map(({ id, name }) => ({ text: name, link: ['/clusters', id] })) };
  }

  private releaseLine({ status, release, place }: ReleaseTrouble): Line {
    const why = place === null ? '' : `${place.clusterName}: ${this.words.placement(place)}`;
    const text = release.state === 'ready' ? this.t('home.waiting', { who: release.startedBy }) : [releaseCounts(this.t, release), why].filter((part) => part !== '').join(' · ');
    return { key: release.id, status, title: `${release.applicationName}: ${this.t(`releaseState.${release.state}`)}`, text, at: release.endedAt ?? release.createdAt, links: [{ text: releaseDeed(this.t, release), link: ['/releases', release.id] }] };
  }

  /** The same reason in many places is said once. */
  private placeLine({ status, application, places }: PlaceTrouble): Line {
    const reasons = new Map<string, string[]>();
    for (const place of places) {
      const why = this.words.placement(place) || this.words.health(place.health);
      reasons.set(why, [...(reasons.get(why) ?? []), place.clusterName]);
    }
    const text = [...reasons].map(([why, names]) => `${names.join(', ')}: ${why}`).join('; ');
    return { key: application.id, status, title: this.t.count('home.places', places.length, { name: application.name }), text, at: null, links: [{ text: this.t('home.look'), link: ['/applications', application.id] }] };
  }

  private known(key: string, otherwise: string): string {
    const words = this.t(key);
    return words === key ? otherwise : words;
  }
}
