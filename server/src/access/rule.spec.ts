import { compileActions, compileVerbs, faultsOfRule, kubeRule, platformRule } from './rule.js';

const paths = (rule: Parameters<typeof faultsOfRule>[0]): string[] => faultsOfRule(rule, 'rules.0').map(({ path }) => path);

describe('rules', () => {
  it('are refused with each fault named', () => {
    expect(paths(kubeRule({ verbs: ['fly'], resources: ['pods'] }))).toEqual(['rules.0.verbs']);
    expect(paths(kubeRule({ verbs: [], resources: [] }))).toContain('rules.0.resources');
    expect(paths(kubeRule({ verbs: ['get'], resources: ['po*'] }))).toEqual(['rules.0.resources']);
    expect(paths(kubeRule({ verbs: ['get'], resources: ['pods'], namespaces: [] }))).toEqual(['rules.0.namespaces']);
    expect(paths(kubeRule({ verbs: ['get'], resources: ['pods'], resourceNames: [''] }))).toEqual(['rules.0.resourceNames']);
    expect(paths(kubeRule({ verbs: ['create'], resources: ['pods'], resourceNames: ['x'] }))).toEqual(['rules.0.resourceNames']);
    expect(paths(kubeRule({ verbs: ['get'], resources: ['nodes'], subresources: ['proxy'] }))).toEqual(['rules.0.subresources']);
    expect(paths(kubeRule({ verbs: ['get'], nonResourceURLs: ['metrics'] }))).toEqual(['rules.0.nonResourceURLs']);
    expect(paths({ ...platformRule('clusters', ['read']), module: JSON.parse('"__proto__"') })).toEqual(['rules.0.module']);
    expect(paths({ ...platformRule('clusters', []), effect: JSON.parse('"maybe"') })).toEqual(['rules.0.effect', 'rules.0.actions']);
  });

  it('pass when every word can match something', () => {
    expect(paths(kubeRule({ apiGroups: ['', 'apps', '*'], resources: ['*'], subresources: ['', 'log', '*'], verbs: ['read', '*'], resourceNames: ['system:coreDNS'] }))).toEqual([]);
    expect(paths(kubeRule({ verbs: ['create'], resources: ['pods'], subresources: ['exec'], resourceNames: ['x'] }))).toEqual([]);
    expect(paths(platformRule('releases', ['*'], { resourceIds: ['r1'] }))).toEqual([]);
  });

  it('spell out their verbs, the special ones only to refuse', () => {
    expect(compileVerbs(kubeRule({ verbs: ['read', 'remove', 'get'] }))).toEqual(['get', 'list', 'watch', 'delete', 'deletecollection']);
    expect(compileVerbs(kubeRule({ verbs: ['*'] }))).not.toContain('impersonate');
    expect(compileVerbs(kubeRule({ verbs: ['*'], effect: 'deny' }))).toContain('impersonate');
    expect(compileActions(platformRule('clusters', ['*']))).toContain('rotate');
  });
});
