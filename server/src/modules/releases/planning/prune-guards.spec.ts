import { confirmationFor, massConfirmation } from './prune-guards.js';

const place = { clusterName: 'prod-eu', namespace: 'shop' };

describe('the guard of a pruned object', () => {
  it.each([
    ['v1', 'PersistentVolumeClaim', 'prune:PersistentVolumeClaim/data'],
    ['v1', 'Namespace', 'prune:Namespace/data'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'prune:CustomResourceDefinition/data'],
    ['v1', 'ConfigMap', null],
    ['example.org/v1', 'Namespace', null],
  ])('%s %s needs %s', (apiVersion, kind, confirmation) => expect(confirmationFor({ apiVersion, kind, namespace: '', name: 'data' })).toBe(confirmation));
});

describe('the guard of many', () => {
  it.each([
    [0, 5, false], [1, 2, false], [2, 5, true], [3, 10, false], [4, 10, true], [10, 100, false], [11, 100, true],
  ])('%i of %i objects: %s', (pruned, inventory, isAsked) => {
    expect(massConfirmation(pruned, inventory, place)).toBe(isAsked ? 'prune:many/prod-eu/shop' : null);
  });
});
