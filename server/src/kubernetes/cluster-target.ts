import { inspect } from 'node:util';

export type ClusterMode = 'direct' | 'impersonate' | 'read-only';

export type ClusterAuthFields =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'certificate'; readonly certPem: string; readonly keyPem: string };

export interface ClusterTargetFields {
  readonly clusterId: string;
  readonly name: string;
  /** Grows with every change of the server, the CA or the credential; connections of older versions are closed. */
  readonly credentialVersion: number;
  readonly server: string;
  readonly caPem?: string | undefined;
  readonly tlsServerName?: string | undefined;
  readonly skipTlsVerify?: boolean | undefined;
  readonly proxyUrl?: string | undefined;
  readonly auth: ClusterAuthFields;
  readonly mode: ClusterMode;
}

const sealed = '[sealed]';

/** A bearer token that no logger, serialiser or inspector can print. */
export class TokenAuth {
  readonly kind = 'token' as const;
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  get token(): string {
    return this.#token;
  }

  toJSON(): object {
    return { kind: this.kind, token: sealed };
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}

/** A client certificate whose key no logger, serialiser or inspector can print. */
export class CertificateAuth {
  readonly kind = 'certificate' as const;
  readonly #keyPem: string;

  constructor(
    readonly certPem: string,
    keyPem: string,
  ) {
    this.#keyPem = keyPem;
  }

  get keyPem(): string {
    return this.#keyPem;
  }

  toJSON(): object {
    return { kind: this.kind, certPem: sealed, keyPem: sealed };
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}

export type ClusterAuth = TokenAuth | CertificateAuth;

const wrapAuth = (auth: ClusterAuthFields): ClusterAuth =>
  auth.kind === 'token' ? new TokenAuth(auth.token) : new CertificateAuth(auth.certPem, auth.keyPem);

/** The opened record of one cluster: everything a connection needs. Lives in memory only; prints without its secrets. */
export class ClusterTarget {
  readonly clusterId: string;
  readonly name: string;
  readonly credentialVersion: number;
  readonly server: string;
  readonly caPem: string | undefined;
  readonly tlsServerName: string | undefined;
  readonly skipTlsVerify: boolean;
  readonly auth: ClusterAuth;
  readonly mode: ClusterMode;
  // May carry a user and a password.
  readonly #proxyUrl: string | undefined;

  constructor(fields: ClusterTargetFields) {
    this.clusterId = fields.clusterId;
    this.name = fields.name;
    this.credentialVersion = fields.credentialVersion;
    this.server = fields.server;
    this.caPem = fields.caPem;
    this.tlsServerName = fields.tlsServerName;
    this.skipTlsVerify = fields.skipTlsVerify ?? false;
    this.auth = wrapAuth(fields.auth);
    this.mode = fields.mode;
    this.#proxyUrl = fields.proxyUrl;
  }

  get proxyUrl(): string | undefined {
    return this.#proxyUrl;
  }

  /** Names the connection: one per cluster and credential version (and mode, which the connection enforces). */
  get connectionKey(): string {
    return `${this.clusterId}@${String(this.credentialVersion)}/${this.mode}`;
  }

  toJSON(): object {
    const { clusterId, name, credentialVersion, server, tlsServerName, skipTlsVerify, mode } = this;
    const proxyUrl = this.#proxyUrl === undefined ? undefined : sealed;
    return { clusterId, name, credentialVersion, server, tlsServerName, skipTlsVerify, mode, proxyUrl, auth: this.auth.toJSON() };
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}
