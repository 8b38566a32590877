import { afterNextRender, ChangeDetectionStrategy, Component, CSP_NONCE, DestroyRef, DOCUMENT, effect, ElementRef, inject, input, model, signal, untracked, ViewEncapsulation } from '@angular/core';
import { Preferences } from '../session/preferences';
import type { EditorProblem } from './yaml-editor';
import { giveNonceToStyles } from './nonce';
import { monaco } from './monaco';

/** Monaco itself, with its styles; only ever drawn inside `@defer`. */
@Component({
  selector: 'hk-monaco-host',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  template: '',
  styleUrl: './monaco.scss',
})
export class MonacoHost {
  private readonly document = inject(DOCUMENT);
  private readonly nonce = inject(CSP_NONCE, { optional: true });
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly preferences = inject(Preferences);
  private readonly editor = signal<monaco.editor.IStandaloneCodeEditor | null>(null);
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  readonly problems = input<readonly EditorProblem[]>([]);
  readonly readOnly = input(false);

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      giveNonceToStyles(this.document, this.nonce);
      this.open(destroyed);
    });
    effect(() => this.write(this.value()));
    effect(() => this.mark(this.problems()));
    effect(() => this.editor()?.updateOptions({ readOnly: this.readOnly(), ariaLabel: this.label() }));
    this.followTheme(destroyed);
  }

  /** Puts the cursor at the line and shows it. */
  reveal(line: number): void {
    const editor = this.editor();
    editor?.revealLineInCenter(line);
    editor?.setPosition({ lineNumber: line, column: 1 });
    editor?.focus();
  }

  private open(destroyed: DestroyRef): void {
    const editor = monaco.editor.create(this.host.nativeElement, {
      value: untracked(this.value), language: 'yaml', ariaLabel: this.label(), readOnly: this.readOnly(), automaticLayout: true, tabSize: 2, insertSpaces: true, detectIndentation: false,
      fontFamily: "'JetBrains Mono Variable', monospace", fontSize: 12, lineHeight: 18, minimap: { enabled: false }, scrollBeyondLastLine: false, renderLineHighlight: 'line', stickyScroll: { enabled: false },
      lineNumbersMinChars: 4, padding: { top: 8, bottom: 8 }, overviewRulerLanes: 0, fixedOverflowWidgets: true, occurrencesHighlight: 'off', unicodeHighlight: { ambiguousCharacters: false },
    });
    editor.onDidChangeModelContent(() => this.value.set(editor.getValue()));
    destroyed.onDestroy(() => { editor.getModel()?.dispose(); editor.dispose(); });
    this.editor.set(editor);
  }

  /** A text from outside replaces the editor's; its own comes back here too and must not move the cursor. */
  private write(text: string): void {
    const editor = this.editor();
    if (editor !== null && editor.getValue() !== text) editor.setValue(text);
  }

  private mark(problems: readonly EditorProblem[]): void {
    const model = this.editor()?.getModel();
    if (model === null || model === undefined) return;
    const last = model.getLineCount();
    monaco.editor.setModelMarkers(model, 'hyperkuber', problems.map(({ line, message, severity }) => {
      const lineNumber = Math.max(1, Math.min(last, line));
      return { message, severity: severity === 'warning' ? monaco.MarkerSeverity.Warning : monaco.MarkerSeverity.Error, startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn: model.getLineFirstNonWhitespaceColumn(lineNumber) || 1, endColumn: model.getLineMaxColumn(lineNumber) };
    }));
  }

  private followTheme(destroyed: DestroyRef): void {
    const system = this.document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
    const dark = signal(system?.matches ?? false);
    const follow = (event: MediaQueryListEvent): void => dark.set(event.matches);
    system?.addEventListener('change', follow);
    destroyed.onDestroy(() => system?.removeEventListener('change', follow));
    effect(() => {
      const theme = this.preferences.theme();
      monaco.editor.setTheme(theme === 'dark' || (theme === 'system' && dark()) ? 'hk-dark' : 'hk-light');
    });
  }
}
