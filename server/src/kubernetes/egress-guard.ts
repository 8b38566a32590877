import { lookup as resolveName } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type EgressPolicy } from './egress-policy.js';
import { EgressRefused } from './errors.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** A URL that passed, and the addresses it had at that moment. */
export interface CheckedUrl {
  readonly url: URL;
  readonly hostname: string;
  readonly addresses: readonly ResolvedAddress[];
}

// The metadata services of clouds; never a cluster, whatever the switches say.
const metadata = new Set(['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254']);
const privateRanges = new Set(['private', 'carrierGradeNat', 'uniqueLocal']);

const refuse = (path: string): EgressRefused =>
  new EgressRefused('The platform does not connect to this address.', { errors: [{ path, message: 'Give an https address outside of the platform itself.' }] });

const resolveAll: Resolve = (hostname) => resolveName(hostname, { all: true, order: 'verbatim' });

// Forms that carry an IPv4 address are judged by that address. 64:ff9b:1::/48 (RFC 8215) hides it at one of five places: refused.
const carriers = new Set(['ipv4Mapped', 'rfc6052', 'rfc6145']);

const ipv4Inside = (address: ipaddr.IPv6): ipaddr.IPv4 | undefined => {
  const bytes = address.toByteArray();
  const carries = carriers.has(address.range()) && bytes.slice(0, 6).join('.') !== '0.100.255.155.0.1';
  return carries ? new ipaddr.IPv4(bytes.slice(12)) : undefined;
};

/** Decides where the platform may connect: every outgoing URL is checked, and so is every address it resolves to. */
export class EgressGuard {
  constructor(
    private readonly policy: EgressPolicy,
    private readonly resolve: Resolve = resolveAll,
  ) {}

  /** Checks scheme, userinfo, port and, when the host is an address, the address. Resolves nothing. */
  checkUrl(text: string, path = 'url'): URL {
    if (text.length > 4096 || !URL.canParse(text)) throw refuse(path);
    const url = new URL(text);
    this.checkScheme(url, path);
    if (url.username !== '' || url.password !== '') throw refuse(path);
    this.checkHost(url, path);
    return url;
  }

  /** The same for a proxy, where http, socks5 and a user are usual. */
  checkProxyUrl(text: string, path = 'proxyUrl'): URL {
    if (text.length > 4096 || !URL.canParse(text)) throw refuse(path);
    const url = new URL(text);
    if (!['http:', 'https:', 'socks5:'].includes(url.protocol)) throw refuse(path);
    this.checkHost(url, path);
    return url;
  }

  /** Resolves the host once and checks every address; connect to `addresses`, never to the name again. */
  async check(text: string, path = 'url'): Promise<CheckedUrl> {
    const url = this.checkUrl(text, path);
    const hostname = hostOf(url);
    return { url, hostname, addresses: await this.addressesOf(hostname, path) };
  }

  /** For `connect.lookup` of a socket: each new connection resolves, checks and connects to what was checked. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.addressesOf(hostname, 'url').then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses.map(({ address, family }) => ({ address, family })));
        else callback(null, first?.address ?? '', first?.family ?? 0);
      },
      (error: unknown) => callback(error instanceof Error ? error : refuse('url'), ''),
    );
  };

  allows(address: string): boolean {
    const parsed = ipaddr.parse(address);
    const judged = parsed instanceof ipaddr.IPv6 ? (ipv4Inside(parsed) ?? parsed) : parsed;
    if (metadata.has(judged.toString())) return false;
    const range: string = judged.range();
    if (range === 'loopback') return this.policy.allowLoopback;
    if (range === 'linkLocal') return this.policy.allowLinkLocal;
    if (privateRanges.has(range)) return this.policy.allowPrivate;
    // Outside of 2000::/3 there is nothing to reach, only old forms such as ::127.0.0.1.
    return range === 'unicast' && (judged instanceof ipaddr.IPv4 || ((judged.parts[0] ?? 0) & 0xe000) === 0x2000);
  }

  private async addressesOf(hostname: string, path: string): Promise<readonly ResolvedAddress[]> {
    const family = isIP(hostname);
    const addresses = family === 0 ? await this.resolve(hostname) : [{ address: hostname, family }];
    if (addresses.length === 0 || !addresses.every(({ address }) => isIP(address) !== 0 && this.allows(address))) throw refuse(path);
    return addresses;
  }

  private checkScheme(url: URL, path: string): void {
    const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && this.policy.allowHttp);
    if (!allowed) throw refuse(path);
  }

  private checkHost(url: URL, path: string): void {
    const hostname = hostOf(url);
    const port = url.port === '' ? 0 : Number(url.port);
    if (hostname === '' || this.policy.deniedPorts.includes(port)) throw refuse(path);
    if (isIP(hostname) !== 0 && !this.allows(hostname)) throw refuse(path);
  }
}

/** The host as a socket takes it: IPv6 without its brackets, no trailing dot. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
