export interface EgressSwitches {
  readonly allowLoopback?: boolean;
  readonly allowPrivate?: boolean;
  readonly allowLinkLocal?: boolean;
  readonly allowHttp?: boolean;
  /** Ports that no outgoing URL may name, beside those of mail, databases, etcd and kubelet. */
  readonly deniedPorts?: readonly number[];
}

const wellKnown = [22, 23, 25, 110, 143, 465, 587, 993, 995, 2379, 2380, 3306, 5432, 6379, 10250, 10255, 11211, 27017];

/** Which addresses the platform may connect to. Private networks are allowed by default: clusters live there. */
export class EgressPolicy {
  readonly allowLoopback: boolean;
  readonly allowPrivate: boolean;
  readonly allowLinkLocal: boolean;
  readonly allowHttp: boolean;
  readonly deniedPorts: readonly number[];

  constructor(switches: EgressSwitches = {}) {
    this.allowLoopback = switches.allowLoopback ?? false;
    this.allowPrivate = switches.allowPrivate ?? true;
    this.allowLinkLocal = switches.allowLinkLocal ?? false;
    this.allowHttp = switches.allowHttp ?? false;
    this.deniedPorts = [...wellKnown, ...(switches.deniedPorts ?? [])];
  }
}
