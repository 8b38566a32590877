import { credentialOf, EMPTY_CREDENTIAL, missingIn, suggestedName } from './credential-draft';

describe('a credential that is typed', () => {
  it('sends only what belongs to its kind', () => {
    const draft = { ...EMPTY_CREDENTIAL, kubeconfig: 'k', server: ' https://a ', caPem: 'ca', token: ' t\n' };
    expect(credentialOf(draft)).toEqual({ kind: 'kubeconfig', kubeconfig: 'k' });
    expect(credentialOf({ ...draft, kind: 'token' })).toEqual({ kind: 'token', server: 'https://a', caPem: 'ca', token: 't' });
  });

  it('names what is missing', () => {
    expect(missingIn(EMPTY_CREDENTIAL)).toEqual(['kubeconfig']);
    expect(missingIn({ ...EMPTY_CREDENTIAL, kind: 'certificate', server: 'https://a' })).toEqual(['caPem', 'certPem', 'keyPem']);
  });

  it.each([
    [{ context: 'kubernetes-admin@Prod_EU' }, [], 'prod-eu'],
    [{ context: '' }, ['arn:aws:eks:eu-west-1:1:cluster/shop'], 'arn-aws-eks-eu-west-1-1-cluster-shop'],
    [{ context: '' }, ['a', 'b'], ''],
    [{ kind: 'token' as const, server: 'https://k8s.example.com:6443' }, [], 'k8s-example-com'],
    [{ kind: 'token' as const, server: 'nonsense' }, [], ''],
  ])('%j with the contexts %j suggests %j', (change, contexts, name) => {
    expect(suggestedName({ ...EMPTY_CREDENTIAL, ...change }, contexts)).toBe(name);
  });
});
