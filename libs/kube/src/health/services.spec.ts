import { condition, context, kube, minutesAgo, NOT_READY, pod, waiting } from './fixtures.js';
import type { HealthContext } from './health-context.js';
import { health } from './object-health.js';

const slice = (...ready: (boolean | undefined)[]) => kube('discovery.k8s.io/v1', 'EndpointSlice', { rest: { endpoints: ready.map((value) => ({ conditions: value === undefined ? {} : { ready: value } })) } });
const selecting = { selector: { app: 'web' } };
const deployment = (replicas: number) => kube('apps/v1', 'Deployment', { spec: { replicas } });
const unpulled = pod({ conditions: [NOT_READY], containers: [waiting('ImagePullBackOff')] });

it.each<[string, object, object, Partial<HealthContext>, string, string]>([
  ['another name', { type: 'ExternalName', externalName: 'db.example.com' }, {}, {}, 'NotApplicable', 'points to db.example.com'],
  ['a new load balancer', { type: 'LoadBalancer' }, { creationTimestamp: minutesAgo(9) }, {}, 'Progressing', 'waiting for an address'],
  ['a load balancer without address', { type: 'LoadBalancer' }, { creationTimestamp: minutesAgo(11) }, {}, 'Degraded', 'waiting for an address'],
  ['served', selecting, {}, { endpointSlices: [slice(true, false), slice(undefined)] }, 'Healthy', '2 endpoints ready'],
  ['not served', selecting, {}, { endpointSlices: [slice(false)], workloads: [deployment(1)], pods: [unpulled] }, 'Degraded', 'no pod behind it is ready, image cannot be pulled on node-2'],
  ['in front of nothing', selecting, {}, { endpointSlices: [], workloads: [deployment(0)] }, 'Suspended', 'the workload behind it is scaled to 0'],
  ['in front of no workload', selecting, {}, { endpointSlices: [], workloads: [] }, 'Suspended', 'the workload behind it is scaled to 0'],
  ['not looked into', selecting, {}, {}, 'Healthy', 'accepted'],
  ['without selector', {}, {}, { endpointSlices: [] }, 'Healthy', 'accepted'],
])('a Service that is %s', (_what, spec, metadata, more, status, message) => {
  expect(health(kube('v1', 'Service', { spec, metadata }), context(more))).toMatchObject({ status, message });
});

it('takes a host name as an address too', () => {
  const service = kube('v1', 'Service', { spec: { type: 'LoadBalancer' }, metadata: { creationTimestamp: minutesAgo(99) }, status: { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } } });
  expect(health(service, context()).status).toBe('Healthy');
});

it('counts endpoints without judging them', () => {
  const slices = kube('discovery.k8s.io/v1', 'EndpointSlice', { rest: { endpoints: [{}, { conditions: { ready: false, serving: true, terminating: true } }, { conditions: { ready: false } }] } });
  expect(health(slices, context())).toMatchObject({ status: 'NotApplicable', facts: { ready: 1, serving: 2, terminating: 1 } });
  expect(health(kube('v1', 'Endpoints', { rest: { subsets: [{ addresses: [{}, {}], notReadyAddresses: [{}] }] } }), context())).toMatchObject({ facts: { ready: 2 } });
});

describe('an Ingress', () => {
  const backend = (name: string, port: object = { number: 80 }) => ({ rules: [{ http: { paths: [{ backend: { service: { name, port } } }] } }] });
  const service = kube('v1', 'Service', { spec: { ports: [{ name: 'http', port: 80 }] } });
  const address = { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } };

  it.each<[string, object, object, object, Partial<HealthContext>, object]>([
    ['without its service', backend('gone'), address, {}, { services: [service] }, { status: 'Degraded', message: 'service gone does not exist' }],
    ['without its port', backend('web', { number: 81 }), address, {}, { services: [service] }, { status: 'Degraded', message: 'service web has no port 81' }],
    ['with a named port', backend('web', { name: 'http' }), address, {}, { services: [service] }, { status: 'Healthy', message: 'reachable at 10.0.0.1' }],
    ['with its default backend gone', { defaultBackend: { service: { name: 'gone' } } }, address, {}, { services: [service] }, { reason: 'BackendMissing' }],
    ['without its certificate', { tls: [{ secretName: 'cert' }] }, address, {}, { secretNames: new Set(['other']) }, { status: 'Degraded', message: 'TLS secret cert does not exist' }],
    ['with its certificate', { tls: [{ secretName: 'cert' }, {}] }, address, {}, { secretNames: new Set(['cert']) }, { status: 'Healthy' }],
    ['new', backend('web'), {}, { creationTimestamp: minutesAgo(1) }, {}, { status: 'Progressing', reason: 'AddressPending' }],
    ['of a controller that never publishes an address', backend('web'), {}, { creationTimestamp: minutesAgo(3) }, {}, { status: 'Healthy', flags: ['NoAddress'] }],
  ])('%s', (_what, spec, status, metadata, more, expected) => {
    expect(health(kube('networking.k8s.io/v1', 'Ingress', { spec, status, metadata }), context(more))).toMatchObject(expected);
  });
});

describe('Gateway API', () => {
  const ok = [condition('Accepted', 'True'), condition('Programmed', 'True'), condition('ResolvedRefs', 'True')];
  const listener = (...conditions: object[]) => ({ name: 'https', conditions });

  it.each<[string, object, object]>([
    ['silent', {}, { status: 'Progressing' }],
    ['programmed', { conditions: ok, listeners: [listener(...ok)] }, { status: 'Healthy', reason: 'Programmed' }],
    ['refused', { conditions: [condition('Accepted', 'False', 'Invalid')] }, { status: 'Degraded', message: 'not accepted: Invalid' }],
    ['with a listener that lacks its certificate', { conditions: ok, listeners: [listener(condition('ResolvedRefs', 'False', 'InvalidCertificateRef'))] }, { status: 'Degraded', message: 'refers to something missing (https): InvalidCertificateRef' }],
    ['with listeners in conflict', { conditions: ok, listeners: [listener(condition('Conflicted', 'True', 'HostnameConflict'))] }, { status: 'Degraded', reason: 'NotAccepted' }],
    ['with a listener that waits', { conditions: ok, listeners: [listener(condition('Accepted', 'True'))] }, { status: 'Progressing', message: 'waiting to be programmed (https)' }],
    ['refused in an earlier generation', { conditions: [condition('Accepted', 'False', 'Invalid', 1, { observedGeneration: 1 })] }, { status: 'Progressing' }],
  ])('a Gateway that is %s', (_what, status, expected) => {
    expect(health(kube('gateway.networking.k8s.io/v1', 'Gateway', { metadata: { generation: 2 }, status }), context())).toMatchObject(expected);
  });

  it.each<[string, object[], object]>([
    ['no parent', [], { status: 'Progressing' }],
    ['a parent that accepts', [{ parentRef: { name: 'main' }, conditions: ok }], { status: 'Healthy', message: 'accepted by 1 parents' }],
    ['one of two that refuses', [{ conditions: ok }, { parentRef: { name: 'edge' }, conditions: [condition('Accepted', 'False', 'NotAllowedByListeners')] }], { status: 'Degraded', message: 'not accepted by edge: NotAllowedByListeners' }],
    ['a backend that is missing', [{ parentRef: { name: 'main' }, conditions: [condition('Accepted', 'True'), condition('ResolvedRefs', 'False', 'BackendNotFound')] }], { status: 'Degraded', reason: 'RefsNotResolved' }],
    ['a parent that waits', [{ conditions: [condition('Accepted', 'False', 'Pending')] }], { status: 'Progressing' }],
  ])('an HTTPRoute with %s', (_what, parents, expected) => {
    expect(health(kube('gateway.networking.k8s.io/v1', 'HTTPRoute', { status: { parents } }), context())).toMatchObject(expected);
  });

  it('a GatewayClass is what its controller says', () => {
    const of = (...conditions: object[]) => health(kube('gateway.networking.k8s.io/v1', 'GatewayClass', { status: { conditions } }), context()).status;
    expect([of(), of(condition('Accepted', 'True')), of(condition('Accepted', 'False', 'InvalidParameters'))]).toEqual(['Progressing', 'Healthy', 'Degraded']);
  });
});
