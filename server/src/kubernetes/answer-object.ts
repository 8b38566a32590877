import { type ClusterAnswer } from './cluster-call.js';
import { AnswerBroken, NotKubernetes } from './errors.js';
import { type KubeObject } from '@hyperkuber/kube';

export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);
export const textAt = (value: unknown, key: string): string => {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};
export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const found = isRecord(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};

const looksLikeJson = (answer: ClusterAnswer): boolean => /json/i.test(answer.headers['content-type'] ?? '') || /^\s*[{[]/.test(answer.text);

/** The JSON value of an answer; HTML and other pages are named as what they are. */
export const parseAnswer = (cluster: string, answer: ClusterAnswer): unknown => {
  if (!looksLikeJson(answer)) throw new NotKubernetes('not-json', `${cluster} answered with something that is not JSON.`, { cluster });
  try {
    return JSON.parse(answer.text);
  } catch (error) {
    throw new AnswerBroken(`${cluster} answered with JSON that cannot be read.`, { cluster }, { cause: error });
  }
};

export const parseRecord = (cluster: string, answer: ClusterAnswer): JsonRecord => {
  const value = parseAnswer(cluster, answer);
  if (!isRecord(value)) throw notAnObject(cluster);
  return value;
};

const notAnObject = (cluster: string): NotKubernetes =>
  new NotKubernetes('not-an-object', `${cluster} answered with JSON that is not a Kubernetes object.`, { cluster });

export const parseObject = (cluster: string, answer: ClusterAnswer): KubeObject => toKubeObject(cluster, parseAnswer(cluster, answer));

/**
 * Checks that a parsed value has the shape of a Kubernetes object; list items get the type of their list. Reviews and
 * bookmarks have no name: theirs is ''.
 */
export const toKubeObject = (cluster: string, value: unknown, type?: { readonly apiVersion: string; readonly kind: string }): KubeObject => {
  const typed: JsonRecord = isRecord(value) ? { ...type, ...value } : {};
  const { metadata } = typed;
  const [apiVersion, kind] = [textAt(typed, 'apiVersion'), textAt(typed, 'kind')];
  if (!isRecord(metadata) || apiVersion === '' || kind === '') throw notAnObject(cluster);
  return { ...typed, apiVersion, kind, metadata: { ...metadata, name: textAt(metadata, 'name') } };
};
