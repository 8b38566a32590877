export type PathStep = string | number;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads own properties only: a label called `constructor` or `__proto__` must never find a prototype. */
export function at(object: unknown, ...path: PathStep[]): unknown {
  let value = object;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : Reflect.get(value, step);
  }
  return value;
}

export function stringAt(object: unknown, ...path: PathStep[]): string | undefined {
  const value = at(object, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(object: unknown, ...path: PathStep[]): number | undefined {
  const value = at(object, ...path);
  return typeof value === 'number' ? value : undefined;
}

export function booleanAt(object: unknown, ...path: PathStep[]): boolean | undefined {
  const value = at(object, ...path);
  return typeof value === 'boolean' ? value : undefined;
}

export function listAt(object: unknown, ...path: PathStep[]): readonly unknown[] {
  const value = at(object, ...path);
  return Array.isArray(value) ? value : [];
}

export function recordAt(object: unknown, ...path: PathStep[]): Record<string, unknown> {
  const value = at(object, ...path);
  return isRecord(value) ? value : {};
}

/** Only the entries whose value is text: labels, annotations, selectors. */
export function textsAt(object: unknown, ...path: PathStep[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(recordAt(object, ...path))) {
    if (typeof value === 'string') setOwn(texts, key, value);
  }
  return texts;
}

export function stringsAt(object: unknown, ...path: PathStep[]): string[] {
  return listAt(object, ...path).filter((item) => typeof item === 'string');
}

/** Assigning `__proto__` would change the prototype instead of adding a key; defining it keeps it as data. */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') {
    target[key] = value;
    return;
  }
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
