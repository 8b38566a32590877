/** The import rules of the design; there are no exceptions. */
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

export default {
  forbidden: [
    forbid('no-cycle', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } }, 'Two files that import each other are one file, or need a port.'),
    forbid('libs-stand-alone', { path: '^libs/[^/]+/src/' }, { path: '^(server|console|tools|migrations)/' }, 'Libraries import nothing of the applications.'),
    forbid('kube-before-contracts', { path: '^libs/kube/' }, { path: '^libs/contracts/' }, 'The two libraries do not know each other.'),
    forbid('console-not-server', { path: '^console/' }, { path: '^server/' }, 'They meet in libs/contracts.'),
    forbid('server-not-console', { path: '^server/' }, { path: '^console/' }, 'They meet in libs/contracts.'),
    forbid('kernel-is-lowest', { path: '^server/src/kernel/' }, { path: '^server/src/(modules|access|kubernetes|messaging|persistence)/' }, 'The kernel knows nothing above it.'),
    forbid('foundations-not-modules', { path: '^server/src/(access|kubernetes|messaging|persistence)/', pathNot: '^server/src/persistence/entities\\.ts$' }, { path: '^server/src/modules/' }, 'Modules stand on the foundations, not the other way round.'),
    forbid('modules-by-index', { path: '^server/src/modules/([^/]+)/' }, { path: '^server/src/modules/([^/]+)/', pathNot: ['^server/src/modules/$1/', '^server/src/modules/[^/]+/index\\.ts$'] }, 'A module is imported through its index.ts only.'),
    forbid('module-edges', { path: '^server/src/modules/([^/]+)/' }, { path: '^server/src/modules/', pathNot: ['^server/src/modules/$1/', '^server/src/modules/(auth|rbac|clusters|tenancy)/'] }, 'Everything may use auth, rbac, clusters and tenancy; other edges are named in the design.'),
    forbid('audit-listens', { path: '^server/src/modules/(?!audit/)' }, { path: '^server/src/modules/audit/' }, 'Nobody imports audit.'),
    forbid('features-apart', { path: '^console/src/app/features/([^/]+)/' }, { path: '^console/src/app/features/', pathNot: '^console/src/app/features/$1/' }, 'A feature does not import a feature.'),
    forbid('ui-below-features', { path: '^console/src/app/(ui|api|yaml-editor|graph-view|terminal)/' }, { path: '^console/src/app/(features|shell)/' }, 'Parts know nothing of pages.'),
    forbid('migrations-stand-alone', { path: '^migrations/', pathNot: '\\.spec\\.ts$' }, { path: '^(server|libs|console)/' }, 'A migration never changes with the living code.'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
  },
};
