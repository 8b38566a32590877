import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { NamespaceList } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { injectTranslate } from '../../../i18n/texts';
import { clusterStatus } from '../../../release-words/status-of';
import { Chip } from '../../../ui/chip/chip';
import { Field, Input } from '../../../ui/field/field';
import { textOf } from '../../../ui/form/draft';
import { Icon } from '../../../ui/icon/icon';
import { Empty, Failed, Skeleton } from '../../../ui/state/states';
import { StatusMark } from '../../../ui/status/status-mark';
import type { AssistantDraft } from './assistant-draft';
import { type Destination, isNamespace } from './destinations';

const FILTER_FROM = 9;

/** Which clusters, and which namespace in each. What cannot be chosen stays in the list and says why. */
@Component({
  selector: 'hk-where-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chip, Empty, Failed, Field, Icon, Input, Skeleton, StatusMark],
  templateUrl: './where-step.html',
  styleUrl: './where-step.scss',
})
export class WhereStep {
  protected readonly t = injectTranslate();
  private readonly api = inject(ApiClient);
  readonly draft = input.required<AssistantDraft>();
  readonly asked = input(false);
  protected readonly text = textOf;
  protected readonly filter = signal('');
  protected readonly filterable = computed(() => this.draft().destinations().length >= FILTER_FROM);
  protected readonly shown = computed(() => this.draft().destinations().filter(({ cluster }) => `${cluster.name} ${cluster.environment} ${Object.entries(cluster.labels).map((label) => label.join('=')).join(' ')}`.toLowerCase().includes(this.filter().toLowerCase())));
  protected readonly choosable = computed(() => this.draft().destinations().filter(({ hindrance }) => hindrance === null).length);
  protected readonly production = computed(() => this.draft().chosen().filter(({ cluster }) => cluster.environment === 'production').length);
  protected readonly differs = computed(() => this.draft().chosen().some(({ own }) => own));
  /** Namespaces to offer, read when a field is first used. */
  private readonly known = signal<ReadonlyMap<string, readonly string[]>>(new Map());

  protected status({ cluster }: Destination): ReturnType<typeof clusterStatus> {
    return clusterStatus(cluster.state);
  }

  protected faultOf({ chosen, hindrance, namespace }: Destination): boolean {
    return this.asked() && chosen && hindrance === null && !isNamespace(namespace);
  }

  protected namespacesOf(clusterId: string): readonly string[] {
    return this.known().get(clusterId) ?? [];
  }

  protected checked(event: Event): boolean {
    return event.target instanceof HTMLInputElement && event.target.checked;
  }

  protected async offer(clusterId: string): Promise<void> {
    if (this.known().has(clusterId)) return;
    this.known.update((known) => new Map(known).set(clusterId, []));
    try {
      const { items } = await this.api.get<NamespaceList>(`/clusters/${clusterId}/namespaces`);
      this.known.update((known) => new Map(known).set(clusterId, items.map(({ name }) => name)));
    } catch {
      // Only an offer: a name can be written all the same.
    }
  }
}
