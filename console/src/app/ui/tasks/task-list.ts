import { computed, Injectable, signal } from '@angular/core';

export interface Task {
  readonly id: string;
  /** What is done, in words: "Release shop 42 to 3 clusters". */
  readonly label: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  /** How many steps there are; null while that is not known. */
  readonly total: number | null;
  readonly note: string;
  /** Where its result is, as a path of the console. */
  readonly link: string | null;
  readonly cancel: (() => void) | null;
}

/** Long work that goes on while the person does something else. */
@Injectable({ providedIn: 'root' })
export class TaskList {
  private readonly list = signal<readonly Task[]>([]);
  readonly tasks = this.list.asReadonly();
  readonly running = computed(() => this.list().filter((task) => task.state === 'running').length);

  /** Adds the task, or replaces the one with the same id. */
  put(task: Pick<Task, 'id' | 'label'> & Partial<Task>): void {
    const whole: Task = { state: 'running', done: 0, total: null, note: '', link: null, cancel: null, ...task };
    this.list.update((list) => (list.some((each) => each.id === task.id) ? list.map((each) => (each.id === task.id ? whole : each)) : [...list, whole]));
  }

  change(id: string, change: Partial<Omit<Task, 'id'>>): void {
    this.list.update((list) => list.map((task) => (task.id === id ? { ...task, ...change } : task)));
  }

  remove(id: string): void {
    this.list.update((list) => list.filter((task) => task.id !== id));
  }
}
