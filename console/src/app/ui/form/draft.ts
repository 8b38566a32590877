import { computed, signal, type Signal } from '@angular/core';
import { type Problem, toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { faultText, issuePath, type Schema } from './faults';

/** A form's input before it is sent. Never lost by a failure: the draft stays as it was typed. */
export interface Draft<Input extends object> {
  readonly value: Signal<Input>;
  readonly patch: (change: Partial<Input>) => void;
  /** The field was left; from now on its faults are shown. */
  readonly touch: (path: string) => void;
  /** The fault to show under a field, in words, or null. */
  readonly fault: (path: string) => string | null;
  readonly valid: Signal<boolean>;
  readonly busy: Signal<boolean>;
  /** The failure of the last sending. */
  readonly problem: Signal<Problem | null>;
  /** Shows all faults; sends when there are none. Resolves to whether it was sent and accepted. */
  readonly submit: () => Promise<boolean>;
  readonly dirty: Signal<boolean>;
}

/** The same schema that the server checks with decides here; what the server still finds appears under its field. */
export const draft = <Input extends object, Output>(schema: Schema<Output>, initial: Input, send: (output: Output) => Promise<void>): Draft<Input> => {
  const t = injectTranslate();
  const value = signal<Input>(initial);
  const touched = signal<ReadonlySet<string>>(new Set());
  const all = signal(false);
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const parsed = computed(() => schema.safeParse(value()));
  const faults = computed(() => {
    const result = parsed();
    // The first fault of a field is the one to mend first.
    return new Map(result.success ? [] : result.error.issues.toReversed().map((issue) => [issuePath(issue), faultText(t, issue)]));
  });
  return {
    value,
    patch: (change) => { value.update((now) => ({ ...now, ...change })); problem.set(null); },
    touch: (path) => touched.update((paths) => new Set([...paths, path])),
    fault: (path) => problem()?.faultOf(path) ?? (all() || touched().has(path) ? (faults().get(path) ?? null) : null),
    valid: computed(() => parsed().success),
    busy: busy.asReadonly(),
    problem: problem.asReadonly(),
    dirty: computed(() => value() !== initial),
    submit: async () => {
      all.set(true);
      const result = parsed();
      if (!result.success || busy()) return false;
      busy.set(true);
      problem.set(null);
      try {
        await send(result.data);
        return true;
      } catch (cause) {
        problem.set(toProblem(cause));
        return false;
      } finally {
        busy.set(false);
      }
    },
  };
};

/** The text of a control, without a cast in every template. */
export const textOf = (event: Event): string =>
  event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement ? event.target.value : '';
