import { behaves, behavesOtherThan, holds, stage } from './stage.ts';

const ready = '[.status.conditions[]? | select(.type == "Ready") | .status] | first';

const conditions = (readyStatus: string, reason: string, message: string): string => `
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
{{ if eq .type "Ready" }}
- { type: Ready, status: "${readyStatus}", reason: ${reason}, message: "${message}", lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }} }
{{ else if ne .type "NetworkUnavailable" }}
- { type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }} }
{{ end }}
{{ end }}
`;

const identity = `
addresses:
- { type: InternalIP, address: {{ NodeIP | Quote }} }
- { type: Hostname, address: {{ .metadata.name | Quote }} }
daemonEndpoints:
  kubeletEndpoint: { Port: {{ NodePort }} }
nodeInfo:
  architecture: amd64
  operatingSystem: linux
  osImage: Debian GNU/Linux 13 (simulated)
  kernelVersion: 6.12.0
  containerRuntimeVersion: containerd://2.2.0
  kubeletVersion: v1.37.2
  kubeProxyVersion: v1.37.2
  machineID: ""
  systemUUID: ""
  bootID: ""
phase: Running
`;

/** A node is ready at once, says so every half minute, and is not ready while its behavior is `not-ready`. */
export const nodeStages: readonly object[] = [
  stage({
    name: 'node-ready', kind: 'Node',
    when: [behavesOtherThan('not-ready'), holds(`(${ready}) != "True"`)],
    next: { statusTemplate: conditions('True', 'KubeletReady', 'kubelet is posting ready status') + identity },
  }),
  stage({
    name: 'node-not-ready', kind: 'Node',
    when: [behaves('not-ready'), holds(`(${ready}) != "False"`)],
    delayMs: 300,
    next: { statusTemplate: conditions('False', 'KubeletNotReady', 'container runtime is down') + identity },
  }),
  stage({
    name: 'node-heartbeat', kind: 'Node',
    when: [behavesOtherThan('not-ready'), holds(`(${ready}) == "True"`)],
    delayMs: 30_000,
    next: { statusTemplate: heartbeat() },
  }),
];

function heartbeat(): string {
  return `
{{ $now := Now }}
conditions:
{{ range .status.conditions }}
- { type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ .lastTransitionTime | Quote }} }
{{ end }}
`;
}
