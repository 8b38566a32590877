import type { Grant } from './grant.js';
import { compilePolicy, type CompiledPolicy } from './policy.js';
import { kubeRule, platformRule, type Rule } from './rule.js';
import { kubeTuple, pathTuple, platformTuple, questionOf, type KubeTuple, type Tuple } from './tuple.js';

const now = new Date('2026-01-01T00:00:00Z');
const onCluster: Grant = { bindingId: 'b1', roleId: 'r1', scope: { kind: 'cluster', clusterId: 'c1' } };

const policyOf = (rules: readonly Rule[], grant: Grant = onCluster, unsafeWildcard = false): CompiledPolicy =>
  compilePolicy([grant], [{ id: 'r1', rules, unsafeWildcard }], now);
const reasonOf = (policy: CompiledPolicy, tuple: Tuple): string => policy.decide(tuple).reason;
const ask = (verb: string, resource: string, rest: Partial<KubeTuple> = {}): KubeTuple => kubeTuple({ verb, resource, cluster: 'c1', ...rest });
const fromJson = (json: string): Tuple => JSON.parse(json) as Tuple;

describe('what CASL alone gets wrong', () => {
  it('does not allow a cluster-wide list by a rule within a namespace', () => {
    const policy = policyOf([kubeRule({ verbs: ['list'], resources: ['pods'], namespaces: ['team-a'] })]);
    expect(reasonOf(policy, ask('list', 'pods'))).toBe('no-rule');
    expect(reasonOf(policy, ask('list', 'pods', { namespace: 'team-a' }))).toBe('granted');
  });

  it('keeps a refusal that a later permission contradicts', () => {
    const policy = policyOf([
      kubeRule({ effect: 'deny', verbs: ['delete'], resources: ['pods'] }), kubeRule({ verbs: ['*'], resources: ['pods'] })]);
    expect(policy.decide(ask('delete', 'pods', { name: 'x' }))).toEqual({ allowed: false, reason: 'denied-by-rule', bindingId: 'b1', roleId: 'r1', ruleIndex: 0 });
  });

  it('keeps a refusal of one role when another role of the person allows', () => {
    const deny = { id: 'r1', rules: [kubeRule({ effect: 'deny', verbs: ['delete'], resources: ['pods'] })] };
    const allow = { id: 'r2', rules: [kubeRule({ verbs: ['*'], resources: ['*'] })] };
    const policy = compilePolicy([onCluster, { ...onCluster, bindingId: 'b2', roleId: 'r2' }], [deny, allow], now);
    expect(reasonOf(policy, ask('delete', 'pods', { name: 'x' }))).toBe('denied-by-rule');
  });

  it('takes no word from a body for the type of the subject (AZ-38)', () => {
    const policy = policyOf([kubeRule({ verbs: ['get'], resources: ['pods'] })]);
    const secret = '"verb":"get","apiGroup":"","resource":"secrets","subresource":"","cluster":"c1","namespace":"a","name":"x"';
    expect(reasonOf(policy, fromJson(`{${secret},"__caslSubjectType__":"/pods","subjectType":"/pods","kind":"pods"}`))).toBe('no-rule');
    expect(reasonOf(policy, fromJson(`{${secret},"constructor":{"modelName":"/pods"},"__proto__":{"resource":"pods"}}`))).toBe('no-rule');
  });

  it('refuses a list where a word is due (AZ-38)', () => {
    const policy = policyOf([kubeRule({ verbs: ['get'], resources: ['pods'], namespaces: ['team-a'] })]);
    const pod = '"verb":"get","apiGroup":"","resource":"pods","subresource":"","cluster":"c1","name":"x"';
    expect(reasonOf(policy, fromJson(`{${pod},"namespace":["team-a","kube-system"]}`))).toBe('malformed');
    expect(reasonOf(policy, fromJson(`{${pod},"namespace":{"$in":["team-a"]}}`))).toBe('malformed');
    expect(reasonOf(policy, fromJson(`{${pod},"__proto__":{"namespace":"team-a"}}`))).toBe('malformed');
  });

  it('gives manage and all no meaning', () => {
    const policy = policyOf([kubeRule({ verbs: ['*'], resources: ['*'] }), { ...kubeRule({ verbs: ['manage'], resources: ['secrets'] }) }]);
    for (const verb of ['impersonate', 'escalate', 'bind']) expect(reasonOf(policy, ask(verb, 'serviceaccounts'))).toBe('no-rule');
    expect(reasonOf(policy, ask('manage', 'pods'))).toBe('unknown-verb');
    expect(reasonOf(policy, ask('get', 'secrets'))).toBe('no-rule');
  });

  it('does not let a request without a name pass a rule with names', () => {
    const policy = policyOf([kubeRule({ verbs: ['*'], resources: ['configmaps'], resourceNames: ['settings'] })]);
    expect(reasonOf(policy, ask('get', 'configmaps', { namespace: 'a', name: 'settings' }))).toBe('granted');
    for (const verb of ['get', 'list', 'watch', 'delete', 'deletecollection', 'create']) {
      expect([verb, reasonOf(policy, ask(verb, 'configmaps', { namespace: 'a' }))]).toEqual([verb, 'no-rule']);
    }
    for (const verb of ['create', 'deletecollection']) {
      expect([verb, reasonOf(policy, ask(verb, 'configmaps', { namespace: 'a', name: 'settings' }))]).toEqual([verb, 'no-rule']);
    }
    expect(reasonOf(policy, ask('list', 'configmaps', { namespace: 'a', name: 'settings' }))).toBe('granted');
  });
});

describe('groups and kinds', () => {
  it('keeps a rule to the group it names (AZ-35)', () => {
    const policy = policyOf([kubeRule({ apiGroups: ['apps.example.io'], resources: ['deployments'], verbs: ['*'] })]);
    expect(reasonOf(policy, ask('get', 'deployments', { apiGroup: 'apps.example.io' }))).toBe('granted');
    for (const apiGroup of ['apps', '', 'example.io', '*']) expect(reasonOf(policy, ask('get', 'deployments', { apiGroup }))).toBe('no-rule');
  });

  it('does not confuse kinds of the same or of a special name (AZ-36)', () => {
    const core = policyOf([kubeRule({ resources: ['secrets'], verbs: ['*'] })]);
    expect(reasonOf(core, ask('get', 'secrets', { apiGroup: 'evil.io' }))).toBe('no-rule');
    const all = policyOf([kubeRule({ apiGroups: ['evil.io'], resources: ['all', '__proto__'], verbs: ['*'] })]);
    expect(reasonOf(all, ask('get', 'all', { apiGroup: 'evil.io' }))).toBe('granted');
    expect(reasonOf(all, ask('get', '__proto__', { apiGroup: 'evil.io' }))).toBe('granted');
    for (const resource of ['pods', 'secrets', 'constructor', 'all']) expect(reasonOf(all, ask('get', resource))).toBe('no-rule');
    expect(reasonOf(core, ask('get', '__proto__'))).toBe('no-rule');
  });

  it('leaves out of a wildcard what must be named', () => {
    const policy = policyOf([kubeRule({ apiGroups: ['*'], resources: ['*'], subresources: ['', '*'], verbs: ['*'] })]);
    expect(reasonOf(policy, ask('get', 'pods', { subresource: 'log' }))).toBe('granted');
    const refused: [string, string, string][] = [['', 'secrets', ''], ['', 'pods', 'exec'], ['', 'pods', 'attach'], ['', 'pods', 'portforward'],
      ['', 'pods', 'proxy'], ['', 'services', 'proxy'], ['', 'nodes', 'proxy'], ['', 'serviceaccounts', 'token'], ['', 'pods', 'ephemeralcontainers'],
      ['', 'namespaces', 'finalize'], ['certificates.k8s.io', 'certificatesigningrequests', 'approval'], ['rbac.authorization.k8s.io', 'roles', ''],
      ['rbac.authorization.k8s.io', 'clusterrolebindings', ''], ['admissionregistration.k8s.io', 'validatingwebhookconfigurations', ''],
      ['apiextensions.k8s.io', 'customresourcedefinitions', '']];
    for (const [apiGroup, resource, subresource] of refused) {
      for (const verb of ['get', 'list', 'create', 'patch']) {
        expect([resource, subresource, verb, reasonOf(policy, ask(verb, resource, { apiGroup, subresource }))]).toEqual([resource, subresource, verb, 'no-rule']);
      }
    }
    expect(reasonOf(policy, ask('get', 'nodes', { name: 'n' }))).toBe('granted');
    expect(reasonOf(policy, ask('patch', 'nodes', { name: 'n' }))).toBe('no-rule');
  });

  it('does not extend a resource to its subresources', () => {
    const policy = policyOf([kubeRule({ resources: ['pods'], verbs: ['*'] })]);
    for (const subresource of ['log', 'exec', 'ephemeralcontainers', 'resize', 'status', 'binding', 'eviction', 'madeup']) {
      expect([subresource, reasonOf(policy, ask('patch', 'pods', { subresource, name: 'x' }))]).toEqual([subresource, 'no-rule']);
    }
  });

  it('tells delete from deletecollection (AZ-16)', () => {
    const policy = policyOf([kubeRule({ resources: ['pods'], verbs: ['delete'] })]);
    expect(reasonOf(policy, ask('delete', 'pods', { name: 'x' }))).toBe('granted');
    expect(reasonOf(policy, ask('deletecollection', 'pods'))).toBe('no-rule');
  });
});

describe('places', () => {
  const inTeamA: Grant = { ...onCluster, scope: { kind: 'cluster', clusterId: 'c1', namespaces: ['team-a'] } };

  it('keeps a grant within namespaces away from other namespaces, from none and from other clusters', () => {
    const policy = policyOf([kubeRule({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] })], inTeamA);
    expect(reasonOf(policy, ask('get', 'pods', { namespace: 'team-a' }))).toBe('granted');
    expect(reasonOf(policy, ask('get', 'pods', { namespace: 'team-b' }))).toBe('no-rule');
    expect(reasonOf(policy, ask('get', 'nodes', { name: 'n' }))).toBe('no-rule');
    expect(reasonOf(policy, ask('get', 'pods', { namespace: 'team-a', cluster: 'c2' }))).toBe('no-rule');
  });

  it('gives a grant within namespaces the sight of its cluster and nothing else of the platform', () => {
    const policy = policyOf([kubeRule({ resources: ['pods'], verbs: ['read'] }), platformRule('clusters', ['*']), platformRule('audit', ['read'])], inTeamA);
    expect(reasonOf(policy, platformTuple('clusters', 'read', { clusterId: 'c1', resourceId: 'c1' }))).toBe('granted');
    expect(reasonOf(policy, platformTuple('clusters', 'rotate', { clusterId: 'c1', resourceId: 'c1' }))).toBe('no-rule');
    expect(reasonOf(policy, platformTuple('audit', 'read', { clusterId: 'c1' }))).toBe('no-rule');
  });

  it('refuses in part a list that reaches a refused namespace or name', () => {
    const policy = policyOf([
      kubeRule({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }),
      kubeRule({ effect: 'deny', apiGroups: ['*'], resources: ['*'], verbs: ['*'], namespaces: ['vault'] }),
      kubeRule({ effect: 'deny', resources: ['configmaps'], verbs: ['*'], resourceNames: ['ca'] })]);
    expect(reasonOf(policy, ask('list', 'pods'))).toBe('denied-in-part');
    expect(reasonOf(policy, ask('watch', 'pods', { namespace: 'a' }))).toBe('granted');
    expect(reasonOf(policy, ask('list', 'nodes'))).toBe('granted');
    expect(reasonOf(policy, ask('deletecollection', 'configmaps', { namespace: 'a' }))).toBe('denied-in-part');
    expect(reasonOf(policy, ask('get', 'configmaps', { namespace: 'a', name: 'ca' }))).toBe('denied-by-rule');
  });

  it('lets a refusal by wildcard reach what a permission by wildcard leaves out', () => {
    const policy = policyOf([
      kubeRule({ resources: ['secrets', 'pods'], subresources: ['', 'exec'], verbs: ['*'] }),
      kubeRule({ effect: 'deny', apiGroups: ['*'], resources: ['*'], verbs: ['*'], namespaces: ['vault'] })]);
    expect(reasonOf(policy, ask('get', 'secrets', { namespace: 'vault', name: 'x' }))).toBe('denied-by-rule');
    expect(reasonOf(policy, ask('create', 'pods', { namespace: 'vault', name: 'x', subresource: 'exec' }))).toBe('denied-by-rule');
  });

  it('shows members of a cluster its discovery and not its insides (AZ-40)', () => {
    const policy = policyOf([kubeRule({ resources: ['pods'], verbs: ['get'] })], inTeamA);
    for (const path of ['/version', '/api', '/apis/apps/v1', '/openapi/v3/apis/apps/v1', '/healthz']) expect([path, reasonOf(policy, pathTuple('c1', path))]).toEqual([path, 'granted']);
    for (const path of ['/metrics', '/debug/pprof', '/logs/', '/configz', '/.well-known/openid-configuration']) expect([path, reasonOf(policy, pathTuple('c1', path))]).toEqual([path, 'no-rule']);
    expect(reasonOf(policy, pathTuple('c2', '/version'))).toBe('no-rule');
    expect(reasonOf(policy, pathTuple('c1', '/version', 'delete'))).toBe('no-rule');
  });

  it('refuses a request that names no cluster or no path', () => {
    const policy = policyOf([kubeRule({ resources: ['pods'], verbs: ['get'] })]);
    expect(reasonOf(policy, ask('get', 'pods', { cluster: '' }))).toBe('malformed');
    expect(questionOf(ask('get', ''))).toBe('malformed');
  });
});

describe('time', () => {
  it('says that the grant which would have allowed it has ended', () => {
    const policy = policyOf([kubeRule({ resources: ['pods'], verbs: ['get'] })], { ...onCluster, expiresAt: now });
    expect(policy.decide(ask('get', 'pods'))).toMatchObject({ allowed: false, reason: 'expired', bindingId: 'b1' });
    expect(reasonOf(policy, ask('list', 'pods'))).toBe('no-rule');
    expect(policy.mayEver('clusters', 'read')).toBe(false);
  });

  it('knows when its next grant ends', () => {
    const later = new Date(now.getTime() + 5_000);
    expect(policyOf([], { ...onCluster, expiresAt: later }).validUntil).toEqual(later);
    expect(policyOf([]).validUntil).toBeNull();
  });
});
