import { ChangeDetectionStrategy, Component, computed, DestroyRef, ElementRef, inject, input, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { debounceTime } from 'rxjs';
import { injectTranslate } from '../i18n/texts';
import { Field, Input } from '../ui/field/field';
import { textOf } from '../ui/form/draft';
import { Icon } from '../ui/icon/icon';
import { ProblemNote } from '../ui/state/problem-note';
import { Skeleton } from '../ui/state/states';
import { ToastBox } from '../ui/toast/toast-box';
import { type EditorProblem, YamlEditor } from '../yaml-editor/yaml-editor';
import { checkManifests, type ManifestFault, serverFault } from './manifest-check';
import type { RevisionForm } from './revision-form';

const PAUSE_MS = 250;
const SHOWN_KINDS = 6;

/** Manifests to write, paste or drop, with what is wrong in them at its line and what was understood. */
@Component({
  selector: 'hk-revision-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, Input, ProblemNote, Skeleton, YamlEditor],
  host: { '[class.over]': 'over()' },
  template: `
    <div class="hk-row hk-row-wrap">
      <input #files class="hk-hidden" type="file" multiple accept=".yaml,.yml,.json,text/*" tabindex="-1" aria-hidden="true" (change)="choose(files)" />
      <button type="button" class="hk-button hk-button-small" (click)="files.click()"><hk-icon name="upload" [size]="14" />{{ t('revision.open') }}</button>
      <span class="hk-small hk-third">{{ t('revision.dropHint') }}</span>
      <span class="hk-spacer"></span>
      @if (form().changed()) { <button type="button" class="hk-button hk-button-quiet hk-button-small" (click)="form().discard()"><hk-icon name="undo-2" [size]="14" />{{ t('revision.discard') }}</button> }
    </div>
    @if (form().start.state() === 'loading') { <hk-skeleton [lines]="10" /> }
    @else { <hk-yaml-editor [value]="form().manifests()" (valueChange)="form().write($event)" [label]="t('revision.manifests')" [problems]="problems()" /> }
    <p class="understood hk-small" aria-live="polite">
      @if (check().objects > 0) { <strong>{{ t.count('revision.objectCount', check().objects) }}</strong><span class="hk-second"> {{ kinds() }}</span> }
      @else if (problems().length === 0) { <span class="hk-third">{{ t('revision.noObjects') }}</span> }
    </p>
    @if (form().problem(); as problem) { @if (problem.errors.length === 0) { <hk-problem-note [problem]="problem" [text]="problem.code === 'revision-unchanged' ? t('revision.unchanged') : ''" /> } }
    <hk-field [label]="t('revision.note')" [hint]="t('revision.noteHint')" optional><input hkInput name="note" autocomplete="off" maxlength="500" [value]="form().note()" (input)="form().annotate(text($event))" /></hk-field>`,
  styles: `
    :host { display: grid; gap: 10px; min-width: 0; }
    :host(.over) hk-yaml-editor { outline: 2px dashed var(--hk-accent); outline-offset: 4px; border-radius: 6px; }
    .understood { min-height: 16px; }`,
})
export class RevisionEditor {
  protected readonly t = injectTranslate();
  private readonly toasts = inject(ToastBox);
  readonly form = input.required<RevisionForm>();
  protected readonly text = textOf;
  protected readonly over = signal(false);
  private readonly settled = toSignal(toObservable(computed(() => this.form().manifests())).pipe(debounceTime(PAUSE_MS)), { initialValue: '' });
  protected readonly check = computed(() => checkManifests(this.settled()));
  protected readonly problems = computed<readonly EditorProblem[]>(() => {
    const server = (this.form().problem()?.errors ?? []).map(serverFault);
    const own = this.check().faults;
    const known = new Set(own.map(({ line, message }) => `${line} ${message}`));
    return [...own, ...server.filter(({ line, message }) => !known.has(`${line} ${message}`))].map((fault) => ({ line: fault.line, message: this.words(fault) }));
  });
  protected readonly kinds = computed(() => {
    const { kinds } = this.check();
    const shown = kinds.slice(0, SHOWN_KINDS).map(({ kind, count }) => `${count} ${kind}`);
    return [...shown, ...(kinds.length > SHOWN_KINDS ? ['…'] : [])].join(', ');
  });

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const hover = (event: DragEvent): void => { event.preventDefault(); this.over.set(event.type === 'dragover'); };
    const drop = (event: DragEvent): void => {
      // Before the editor sees it: it would write the name of the file into the text.
      event.preventDefault();
      event.stopPropagation();
      this.over.set(false);
      void this.take([...(event.dataTransfer?.files ?? [])]);
    };
    host.addEventListener('dragover', hover, { capture: true });
    host.addEventListener('dragleave', hover, { capture: true });
    host.addEventListener('drop', drop, { capture: true });
    inject(DestroyRef).onDestroy(() => { host.removeEventListener('drop', drop, { capture: true }); });
  }

  protected choose(input: HTMLInputElement): void {
    void this.take([...(input.files ?? [])]);
    input.value = '';
  }

  private async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const texts = await Promise.all(files.map((file) => file.text()));
    const before = this.form().manifests();
    this.form().write(texts.map((text) => text.replace(/^---\s*\n/, '').trimEnd()).join('\n---\n').concat('\n'));
    const undo = { label: this.t('revision.undo'), run: (): void => this.form().write(before) };
    this.toasts.show({ text: this.t('revision.taken', { files: files.map(({ name }) => name).join(', ') }), action: before.trim() === '' ? null : undo });
  }

  private words(fault: ManifestFault): string {
    const what = fault.code === null ? fault.message : this.t(`manifest.${fault.code}`, { detail: fault.message });
    const where = [fault.document === null ? '' : this.t('revision.document', { document: fault.document }), what.includes(fault.path) ? '' : fault.path].filter((part) => part !== '').join(', ');
    return where === '' ? what : `${where}: ${what}`;
  }
}
