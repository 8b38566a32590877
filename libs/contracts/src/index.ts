export * from './applications.js';
export * from './clusters.js';
export * from './people.js';
export * from './primitives.js';
export * from './problems.js';
export * from './releases.js';
