import { newId } from '../../../kernel/ids.js';
import { headerValues, json, ReflectingApiServer, type ReflectedRequest, type Reply } from '../../../kubernetes/testing/reflecting-api-server.js';

const status = (code: number, reason: string): Reply => json(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message: reason, code });

const node = (name: string, ready: boolean): object => ({
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }], capacity: { cpu: '4', memory: '8Gi', pods: '110' }, allocatable: { cpu: '3500m', memory: '7Gi', pods: '110' } },
});

/** A reflecting server that answers what a probe asks, to whoever shows the right token. */
export class PretendCluster {
  private constructor(readonly server: ReflectingApiServer, public token: string, public uid: string, public readyNodes: number) {}

  static async start({ token = `sentinel-${newId()}`, uid = newId(), readyNodes = 2 } = {}): Promise<PretendCluster> {
    const cluster = new PretendCluster(await ReflectingApiServer.start(), token, uid, readyNodes);
    cluster.answerAsCluster();
    return cluster;
  }

  get url(): string {
    return this.server.url;
  }

  get credential(): { kind: 'token'; server: string; caPem: string; token: string } {
    return { kind: 'token', server: this.url, caPem: this.server.authority.certPem, token: this.token };
  }

  get requests(): readonly ReflectedRequest[] {
    return this.server.requests;
  }

  /** The requests that would have changed something. */
  get writes(): readonly ReflectedRequest[] {
    return this.requests.filter(({ method, url }) => method !== 'GET' && !/\/selfsubject\w*reviews(\?|$)/.test(url));
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private answerAsCluster(): void {
    const on = (path: string, reply: Reply): void => { this.server.on(path, this.toTheRightToken(reply)); };
    on('/version', json(200, { major: '1', minor: '37', gitVersion: 'v1.37.2', platform: 'linux/amd64' }));
    on('/api', json(200, { kind: 'APIGroupDiscoveryList', items: [{ metadata: { name: '' }, versions: [{ version: 'v1', resources: [] }] }] }));
    on('/apis', json(200, { kind: 'APIGroupDiscoveryList', items: [{ metadata: { name: 'apps' }, versions: [{ version: 'v1', resources: [{ resource: 'deployments', responseKind: { kind: 'Deployment' }, scope: 'Namespaced', verbs: ['get'] }] }] }] }));
    on('/apis/authentication.k8s.io/v1/selfsubjectreviews', json(201, { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {}, status: { userInfo: { username: 'robot', groups: ['system:authenticated'] } } }));
    on('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', json(201, { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', metadata: {}, status: { allowed: true } }));
    on('/api/v1/namespaces/kube-system', (request, response, socket) => json(200, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', uid: this.uid } })(request, response, socket));
    on('/api/v1/nodes', (request, response, socket) => json(200, { apiVersion: 'v1', kind: 'NodeList', metadata: {}, items: [node('a', this.readyNodes > 0), node('b', this.readyNodes > 1)] })(request, response, socket));
    on('/api/v1/namespaces', json(200, { apiVersion: 'v1', kind: 'NamespaceList', metadata: {}, items: ['team-b', 'team-a'].map((name) => ({ metadata: { name }, status: { phase: 'Active' } })) }));
  }

  private toTheRightToken(reply: Reply): Reply {
    return (request, response, socket) => (headerValues(request, 'authorization')[0] === `Bearer ${this.token}` ? reply : status(401, 'Unauthorized'))(request, response, socket);
  }
}
