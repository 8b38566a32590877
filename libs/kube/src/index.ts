export * from './kube-object.js';
export * from './reading.js';
export * from './field-path.js';
export * from './manifest-limits.js';
export { MANIFEST_PROBLEM_CODES, type ManifestProblem, type ManifestProblemCode } from './manifest-problem.js';
export * from './manifests.js';
export * from './server-fields.js';
export { type PlainScalar, readPlainScalar } from './yaml-scalar.js';
