/** Templates of a pod's status, put together by the stages. */

export const now = '{{ $now := Now }}\n{{ $pod := . }}\n';

export interface Conditions {
  readonly initialized: boolean;
  readonly ready: boolean;
}

const word = (fact: boolean): string => (fact ? '"True"' : '"False"');

export function conditions({ initialized, ready }: Conditions): string {
  // Written even when empty: the status is merged, and a ready pod must not keep yesterday's reason.
  const why = ready ? ', reason: "", message: ""' : ', reason: ContainersNotReady, message: "containers with unready status"';
  return `
conditions:
- { type: PodReadyToStartContainers, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: Initialized, status: ${word(initialized)}, lastTransitionTime: {{ $now | Quote }}${initialized ? ', reason: ""' : ', reason: ContainersNotInitialized'} }
- { type: ContainersReady, status: ${word(ready)}, lastTransitionTime: {{ $now | Quote }}${why} }
- { type: Ready, status: ${word(ready)}, lastTransitionTime: {{ $now | Quote }}${why} }
{{ range .spec.readinessGates }}
- { type: {{ .conditionType | Quote }}, status: ${word(ready)}, lastTransitionTime: {{ $now | Quote }} }
{{ end }}
`;
}

/** `state` and `last` are templates of a container's state; inside them $origin is its status before this stage. */
export interface ContainerState {
  readonly state: string;
  readonly last?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restarts?: 'keep' | 'add';
}

export function containers({ state, last, ready = false, started = ready, restarts = 'keep' }: ContainerState): string {
  const count = restarts === 'add' ? '{{ add ( or $origin.restartCount 0 ) 1 }}' : '{{ or $origin.restartCount 0 }}';
  return `
containerStatuses:
{{ range $index, $container := .spec.containers }}
{{ $origin := dict }}
{{ with $pod.status.containerStatuses }}{{ $origin = index . $index }}{{ end }}
- name: {{ $container.name | Quote }}
  image: {{ $container.image | Quote }}
  imageID: {{ $container.image | Quote }}
  ready: ${ready}
  started: ${started}
  restartCount: ${count}
  state: ${state}
  ${last === undefined ? lastKept : `lastState: ${last}`}
{{ end }}
`;
}

export const running = '{ running: { startedAt: {{ $now | Quote }} } }';
export const waiting = (reason: string, message = '""'): string => `{ waiting: { reason: ${reason}, message: ${message} } }`;
export const terminated = (exitCode: number, reason: string): string => `{ terminated: { exitCode: ${exitCode}, reason: ${reason}, startedAt: {{ or $origin.state.running.startedAt $now | Quote }}, finishedAt: {{ $now | Quote }} } }`;

/** How the container ended just before, for `last`. */
export const endedBefore = '{ terminated: { exitCode: {{ $origin.state.terminated.exitCode }}, reason: {{ $origin.state.terminated.reason | Quote }}, startedAt: {{ $origin.state.terminated.startedAt | Quote }}, finishedAt: {{ $origin.state.terminated.finishedAt | Quote }} } }';
const lastKept = '{{ with $origin.lastState }}{{ with .terminated }}lastState: { terminated: { exitCode: {{ .exitCode }}, reason: {{ .reason | Quote }}, startedAt: {{ .startedAt | Quote }}, finishedAt: {{ .finishedAt | Quote }} } }{{ end }}{{ end }}';

export const initContainers = (state: string, ready: boolean): string => `
{{ if .spec.initContainers }}
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: {{ .image | Quote }}
  ready: ${ready}
  restartCount: 0
  {{ if and ( eq ( or .restartPolicy "" ) "Always" ) ${ready} }}
  started: true
  state: ${running}
  {{ else }}
  started: false
  state: ${state}
  {{ end }}
{{ end }}
{{ end }}
`;

export const completedInit = '{ terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }';

export const address = `
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
hostIPs: [{ ip: {{ NodeIPWith .spec.nodeName | Quote }} }]
podIP: {{ PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) | Quote }}
podIPs: [{ ip: {{ PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) | Quote }} }]
startTime: {{ $now | Quote }}
`;
