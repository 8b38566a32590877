import { EgressGuard } from './egress-guard.js';
import { EgressPolicy, type EgressSwitches } from './egress-policy.js';
import { EgressRefused } from './errors.js';

const guard = (switches: EgressSwitches = {}, names: Record<string, string[]> = {}) =>
  new EgressGuard(new EgressPolicy(switches), (hostname) =>
    Promise.resolve((names[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
  );

describe('EgressGuard', () => {
  it.each([
    'https://127.0.0.1', 'https://[::1]', 'https://0.0.0.0', 'https://169.254.169.254', 'https://[fd00:ec2::254]', 'https://[::ffff:127.0.0.1]',
    'https://2130706433', 'https://0x7f.1', 'https://127.1', 'https://0177.0.0.1', 'https://[64:ff9b::127.0.0.1]', 'https://[64:ff9b:1::a9fe:a9fe]',
    'https://[::127.0.0.1]', 'https://[fe80::1]', 'https://[::]', 'https://224.0.0.1', 'https://[ff02::1]', 'https://255.255.255.255', 'https://[2002:7f00:1::]',
    'https://100.100.100.200', 'https://127.0.0.1.', 'https://１２７.0.0.1', 'https://10.0.0.1:25', 'https://k.test:3306', 'https://k.test:6379', 'https://10.0.0.1:10250',
    'http://10.0.0.1', 'ftp://k.test', 'file:///etc/passwd', 'https://user:pass@k.test', 'https://', 'k.test', '', 'javascript:alert(1)',
  ])('refuses %s', (url) => {
    expect(() => guard().checkUrl(url)).toThrow(EgressRefused);
  });

  it('allows private and public addresses, and names', () => {
    for (const url of ['https://10.1.2.3:6443', 'https://192.168.0.1', 'https://[fd12::1]:6443', 'https://8.8.8.8', 'https://k.test/k8s/clusters/c-1']) {
      expect(guard().checkUrl(url).href).toContain('https://');
    }
  });

  it('never allows metadata services, whatever the switches', () => {
    const open = guard({ allowLoopback: true, allowPrivate: true, allowLinkLocal: true, allowHttp: true });
    expect(open.checkUrl('http://127.0.0.1').protocol).toBe('http:');
    expect(open.checkUrl('https://[::1]').hostname).toBe('[::1]');
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', '[::ffff:169.254.169.254]', '100.100.100.200']) expect(() => open.checkUrl(`https://${host}`)).toThrow(EgressRefused);
  });

  it('refuses private networks when they are switched off', () => {
    expect(() => guard({ allowPrivate: false }).checkUrl('https://10.0.0.1')).toThrow(EgressRefused);
    expect(() => guard({ allowPrivate: false }).checkUrl('https://[::ffff:10.0.0.1]')).toThrow(EgressRefused);
  });

  it('refuses a name when one of its addresses is refused, and gives all addresses otherwise', async () => {
    const named = guard({}, { 'good.test': ['10.0.0.1', 'fd12::1'], 'mixed.test': ['10.0.0.1', '127.0.0.1'] });
    await expect(named.check('https://mixed.test')).rejects.toThrow(EgressRefused);
    await expect(named.check('https://nowhere.test')).rejects.toThrow(EgressRefused);
    expect((await named.check('https://good.test')).addresses).toHaveLength(2);
  });

  it('checks again at every new connection, so a name that turns bad is refused', async () => {
    const answers = ['10.0.0.1', '169.254.169.254'];
    const rebinding = new EgressGuard(new EgressPolicy(), () => Promise.resolve([{ address: answers.shift() ?? '', family: 4 }]));
    const look = () => new Promise((resolve) => rebinding.lookup('k.test', { all: true }, (error, addresses) => resolve(error ?? addresses)));
    expect(await look()).toEqual([{ address: '10.0.0.1', family: 4 }]);
    expect(await look()).toBeInstanceOf(EgressRefused);
  });

  it('allows users in proxy addresses only', () => {
    expect(guard().checkProxyUrl('http://user:pass@proxy.test:8080').username).toBe('user');
    expect(() => guard().checkProxyUrl('socks5://127.0.0.1:1080')).toThrow(EgressRefused);
    expect(() => guard().checkProxyUrl('socks4://proxy.test')).toThrow(EgressRefused);
  });
});
