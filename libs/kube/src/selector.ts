import { isRecord, listAt, stringAt, stringsAt, textsAt } from './reading.js';

export type SelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

export interface Requirement {
  key: string;
  operator: SelectorOperator;
  values: string[];
}

export type SelectorReading = { ok: true; requirements: Requirement[] } | { ok: false; problem: string };

type Labels = Readonly<Record<string, string>>;

const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^\s!=]+)\s*(==|=|!=)\s*(\S*)$/;
const OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'] satisfies SelectorOperator[];

/** The text form: `app=web,tier in (a, b),!legacy`. Nothing selects everything. */
export function parseSelector(text: string): SelectorReading {
  const requirements: Requirement[] = [];
  for (const part of partsOf(text)) {
    const requirement = readRequirement(part);
    if (typeof requirement === 'string') return { ok: false, problem: requirement };
    requirements.push(requirement);
  }
  return { ok: true, requirements };
}

export function formatSelector(requirements: readonly Requirement[]): string {
  return requirements.map(requirementText).join(',');
}

/** A LabelSelector object (matchLabels, matchExpressions); undefined, which selects nothing, when there is none or it is malformed. */
export function labelSelector(selector: unknown): Requirement[] | undefined {
  if (!isRecord(selector)) return undefined;
  const equal = equalityOf(textsAt(selector, 'matchLabels'));
  const expressions = listAt(selector, 'matchExpressions').map(readExpression);
  return expressions.every((expression) => expression !== undefined) ? [...equal, ...expressions] : undefined;
}

/** The plain map of a Service or ReplicationController: undefined, which selects nothing, when it is empty. */
export function mapSelector(selector: unknown): Requirement[] | undefined {
  const equal = equalityOf(textsAt({ selector }, 'selector'));
  return equal.length > 0 ? equal : undefined;
}

/** A label that is absent satisfies NotIn, as in Kubernetes. */
export function matchesSelector(requirements: readonly Requirement[] | undefined, labels?: Labels | null): boolean {
  return requirements !== undefined && requirements.every((requirement) => satisfies(requirement, labels ?? {}));
}

function satisfies({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
  }
}

function partsOf(text: string): string[] {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let start = 0;
  let isInSet = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === '(' || letter === ')') isInSet = letter === '(';
    if (letter !== ',' || isInSet) continue;
    parts.push(text.slice(start, index).trim());
    start = index + 1;
  }
  return [...parts, text.slice(start).trim()];
}

function readRequirement(part: string): Requirement | string {
  const requirement = setRequirement(part) ?? equalityRequirement(part) ?? existence(part);
  if (!KEY.test(requirement.key)) return `"${part}" is no label selector: write key=value, key!=value, key in (a, b), key or !key.`;
  const wrong = requirement.values.find((value) => !VALUE.test(value));
  return wrong === undefined ? requirement : `"${wrong}" is no label value: use at most 63 letters, digits, dots, dashes and underscores.`;
}

function setRequirement(part: string): Requirement | undefined {
  const match = SET.exec(part);
  if (!match) return undefined;
  const [, key = '', word, values = ''] = match;
  return { key, operator: word === 'in' ? 'In' : 'NotIn', values: values.split(',').map((value) => value.trim()) };
}

function equalityRequirement(part: string): Requirement | undefined {
  const match = EQUALITY.exec(part);
  if (!match) return undefined;
  const [, key = '', sign, value = ''] = match;
  return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] };
}

function existence(part: string): Requirement {
  return part.startsWith('!') ? { key: part.slice(1).trim(), operator: 'DoesNotExist', values: [] } : { key: part, operator: 'Exists', values: [] };
}

function equalityOf(labels: Labels): Requirement[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

function readExpression(expression: unknown): Requirement | undefined {
  const key = stringAt(expression, 'key');
  const operator = stringAt(expression, 'operator');
  if (key === undefined || !isOperator(operator)) return undefined;
  return { key, operator, values: stringsAt(expression, 'values') };
}

function isOperator(text: string | undefined): text is SelectorOperator {
  return text !== undefined && OPERATORS.includes(text);
}

function requirementText({ key, operator, values }: Requirement): string {
  const [first = ''] = values;
  switch (operator) {
    case 'In': return values.length === 1 ? `${key}=${first}` : `${key} in (${values.join(',')})`;
    case 'NotIn': return values.length === 1 ? `${key}!=${first}` : `${key} notin (${values.join(',')})`;
    case 'Exists': return key;
    case 'DoesNotExist': return `!${key}`;
  }
}
