import { type Change, diffObjects, diffValues } from './diff.js';
import type { KubeObject } from './kube-object.js';

const deployment = (spec: object, metadata: object = {}, rest: object = {}): KubeObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', ...metadata }, spec, ...rest });
const pod = (...containers: object[]): object => ({ template: { spec: { containers } } });

it('sees no difference in what only the server writes', () => {
  const before = deployment({ replicas: 1 });
  const after = deployment({ replicas: 1 }, { uid: 'u', resourceVersion: '2', generation: 3, creationTimestamp: 'x', managedFields: [], selfLink: 's' }, { status: { replicas: 1 } });
  expect(diffObjects(before, after)).toEqual([]);
});

it.each<[string, object, object, Change[]]>([
  ['a changed field', { replicas: 1 }, { replicas: 2 }, [{ path: 'spec.replicas', kind: 'changed', before: 1, after: 2 }]],
  ['an added field', {}, { replicas: 2 }, [{ path: 'spec.replicas', kind: 'added', after: 2 }]],
  ['a removed field', { replicas: 1 }, {}, [{ path: 'spec.replicas', kind: 'removed', before: 1 }]],
  ['null and absent', { a: null }, {}, []],
  ['another type', { a: [1] }, { a: { b: 1 } }, [{ path: 'spec.a', kind: 'changed', before: [1], after: { b: 1 } }]],
  ['an image', pod({ name: 'web', image: 'a:1' }), pod({ name: 'web', image: 'a:2' }), [{ path: 'spec.template.spec.containers[web].image', kind: 'changed', before: 'a:1', after: 'a:2' }]],
  ['containers in another order', pod({ name: 'a' }, { name: 'b' }), pod({ name: 'b' }, { name: 'a' }), []],
  ['a sidecar in front', pod({ name: 'a' }), pod({ name: 'z' }, { name: 'a' }), [{ path: 'spec.template.spec.containers[z]', kind: 'added', after: { name: 'z' } }]],
  ['ports by name', { ports: [{ name: 'http', port: 80 }] }, { ports: [{ name: 'dns', port: 53 }, { name: 'http', port: 81 }] },
    [{ path: 'spec.ports[http].port', kind: 'changed', before: 80, after: 81 }, { path: 'spec.ports[dns]', kind: 'added', after: { name: 'dns', port: 53 } }]],
  ['ports without a name', { ports: [{ containerPort: 80 }] }, { ports: [{ containerPort: 80, protocol: 'UDP' }, { containerPort: 80, protocol: 'TCP' }] },
    [{ path: 'spec.ports[80/TCP].protocol', kind: 'added', after: 'TCP' }, { path: 'spec.ports[80/UDP]', kind: 'added', after: { containerPort: 80, protocol: 'UDP' } }]],
  ['conditions by type', { conditions: [{ type: 'A', status: 'True' }] }, { conditions: [{ type: 'B' }, { type: 'A', status: 'False' }] },
    [{ path: 'spec.conditions[A].status', kind: 'changed', before: 'True', after: 'False' }, { path: 'spec.conditions[B]', kind: 'added', after: { type: 'B' } }]],
  ['arguments as one value', { args: ['a', 'b'] }, { args: ['x', 'a', 'b'] }, [{ path: 'spec.args', kind: 'changed', before: ['a', 'b'], after: ['x', 'a', 'b'] }]],
  ['equal arguments', { args: ['a'] }, { args: ['a'] }, []],
  ['a rule put in the middle', { rules: [{ verbs: ['get'] }, { verbs: ['list'] }] }, { rules: [{ verbs: ['get'] }, { verbs: ['watch'] }, { verbs: ['list'] }] },
    [{ path: 'spec.rules[1]', kind: 'added', after: { verbs: ['watch'] } }]],
  ['a name given twice', { env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }, { env: [{ name: 'A', value: '1' }, { name: 'A', value: '3' }] },
    [{ path: 'spec.env[1].value', kind: 'changed', before: '2', after: '3' }]],
  ['init containers in another order', { initContainers: [{ name: 'a' }, { name: 'b' }] }, { initContainers: [{ name: 'b' }, { name: 'a' }] },
    [{ path: 'spec.initContainers', kind: 'changed', before: ['a', 'b'], after: ['b', 'a'] }]],
  ['a key with dots', { 'a.b/c': '1' }, { 'a.b/c': '2' }, [{ path: 'spec["a.b/c"]', kind: 'changed', before: '1', after: '2' }]],
])('%s', (_what, before, after, expected) => {
  expect(diffObjects(deployment(before), deployment(after))).toEqual(expected);
});

it('a new and a deleted object are one change', () => {
  const object = deployment({});
  expect(diffObjects(undefined, object)).toEqual([{ path: '', kind: 'added', after: object }]);
  expect(diffObjects(object, undefined)).toEqual([{ path: '', kind: 'removed', before: object }]);
});

it('keys of prototypes are compared as data', () => {
  expect(diffValues({}, JSON.parse('{"__proto__": 1}'))).toEqual([{ path: '__proto__', kind: 'added', after: 1 }]);
  expect(diffValues({}, { constructor: 1 })).toEqual([{ path: 'constructor', kind: 'added', after: 1 }]);
});
