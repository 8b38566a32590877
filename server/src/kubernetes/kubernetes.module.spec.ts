import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, SystemClock } from '../kernel/clock.js';
import { loadSettings } from '../kernel/config/load-settings.js';
import { Settings } from '../kernel/config/settings.js';
import { ConnectionPool } from './connection-pool.js';
import { Discovery } from './discovery.js';
import { EgressGuard } from './egress-guard.js';
import { EgressRefused } from './errors.js';
import { KubeClients } from './kube-clients.js';
import { KubernetesModule } from './kubernetes.module.js';
import { ClusterProber } from './probe.js';

const compile = (environment: Record<string, string>) => {
  const providers = [
    { provide: Settings, useValue: loadSettings(environment) },
    { provide: Clock, useClass: SystemClock },
  ];
  @Global()
  @Module({ providers, exports: providers })
  class Kernel {}
  return Test.createTestingModule({ imports: [Kernel, KubernetesModule] }).compile();
};

describe('KubernetesModule', () => {
  it('refuses loopback and the ports of our own services unless settings say otherwise', async () => {
    const closed = (await compile({ DATABASE_URL: 'mysql://u:p@db.test:13306/x' })).get(EgressGuard);
    expect(() => closed.checkUrl('https://127.0.0.1:6443')).toThrow(EgressRefused);
    expect(() => closed.checkUrl('https://10.0.0.1:13306')).toThrow(EgressRefused);
    const open = (await compile({ HYPERKUBER_EGRESS_LOOPBACK: 'true' })).get(EgressGuard);
    expect(open.checkUrl('https://127.0.0.1:6443').port).toBe('6443');
  });

  it('provides what modules ask for and closes with the application', async () => {
    const module = await compile({});
    for (const token of [ConnectionPool, KubeClients, Discovery, ClusterProber]) expect(module.get<unknown>(token)).toBeInstanceOf(token);
    await module.close();
  });
});
