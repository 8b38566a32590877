import type { PlanAction } from '@hyperkuber/contracts';
import { type KubeObject, refKey, refOf } from '@hyperkuber/kube';
import { underComingDefinitions } from './coming-definitions.js';
import { objectPlan, type PlannedObject } from './planned-object.js';

const definition: KubeObject = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'cups.example.org' },
  spec: { group: 'example.org', scope: 'Cluster', names: { kind: 'Cup', plural: 'cups' }, versions: [{ name: 'v1' }] } };
const cup: KubeObject = { apiVersion: 'example.org/v1', kind: 'Cup', metadata: { name: 'blue' }, spec: { glaze: 'matt' } };
const before: KubeObject = { ...cup, spec: {} };

const planned = (object: KubeObject, action: PlanAction, uid?: string): PlannedObject => ({
  plan: objectPlan(refOf(object), action, { code: action === 'invalid' ? 'schema-invalid' : '' }), operation: 'apply', uid,
  intent: { object, key: refKey(refOf(object)), kind: undefined, isDefinedHere: false, intentHash: '' },
});
const cupUnder = (change: PlanAction, one: PlannedObject, base: readonly KubeObject[] = []) =>
  underComingDefinitions([planned(definition, change), one], new Map(base.map((object) => [refKey(refOf(object)), object])), String)[1]?.plan;

describe('an object that the definition in the cluster refuses', () => {
  it('cannot be checked yet when this plan changes its definition', () => {
    expect(cupUnder('update', planned(cup, 'invalid'))).toMatchObject({ action: 'unverifiable', code: '', detail: 'Its definition changes with this release.' });
  });

  it('is an update when it is there, with the changes of the manifest', () => {
    expect(cupUnder('update', planned(cup, 'invalid', 'u'), [before])).toMatchObject({ action: 'update', changes: [{ path: 'spec.glaze', after: 'matt', class: 'ours' }] });
  });

  it('stays invalid when its definition stays', () => expect(cupUnder('unchanged', planned(cup, 'invalid'))).toMatchObject({ action: 'invalid', code: 'schema-invalid' }));
  it('stays a conflict', () => expect(cupUnder('update', planned(cup, 'conflict'))).toMatchObject({ action: 'conflict' }));
});
