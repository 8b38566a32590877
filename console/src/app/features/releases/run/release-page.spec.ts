import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Permission, ReleaseDetail, ReleasePlan } from '@hyperkuber/contracts';
import { provideTestTexts } from '../../../../testing/texts';
import { EVENT_SOURCE } from '../../../api/live';
import { Session } from '../../../session/session';
import { EVERYTHING, READING, sampleCluster, samplePlan, sampleRelease, sampleSession, sampleTarget, sampleTargetPlan } from '../testing/sample-release';
import { ReleasePage } from './release-page';

@Component({ template: '' })
class Elsewhere {}

/** A stream that the test speaks into. */
class Speaker extends EventTarget {
  readonly CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  close(): void { this.readyState = 2; }
  say(sequence: number, type: string, code: string): void {
    const data = JSON.stringify({ sequence, at: '2026-01-01T00:00:01.000Z', type, targetId: 't1', code, detail: '' });
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId: String(sequence) }));
  }
}

const wait = (ms = 0): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

const draw = async (options: { readonly release?: ReleaseDetail; readonly plan?: ReleasePlan; readonly permissions?: readonly Permission[]; readonly production?: boolean } = {}) => {
  const speaker = new Speaker();
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideHttpClient(), provideHttpClientTesting(), provideRouter([{ path: '**', component: Elsewhere }]), { provide: EVENT_SOURCE, useValue: () => speaker }] });
  TestBed.inject(Session).accept(sampleSession(options.permissions ?? EVERYTHING));
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(ReleasePage);
  fixture.componentRef.setInput('id', 'r1');
  const answers: Record<string, unknown> = {
    '/api/v1/releases/r1': options.release ?? sampleRelease(), '/api/v1/releases/r1/plan': options.plan ?? samplePlan(),
    '/api/v1/clusters': { items: [sampleCluster({ environment: options.production === true ? 'production' : 'staging' })], nextCursor: null },
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) {
      await wait();
      TestBed.tick();
      for (const [url, body] of Object.entries(answers)) for (const request of http.match((each) => each.method === 'GET' && each.url === url)) request.flush(body as object);
    }
    await wait();
    TestBed.tick();
  };
  await settle();
  const element = fixture.nativeElement as HTMLElement;
  const button = (words: string): HTMLButtonElement | undefined => [...element.querySelectorAll('button')].find((each) => each.textContent.includes(words));
  return { fixture, element, http, speaker, settle, answers, button };
};

describe('the page of a running release', () => {
  it('offers nothing to somebody who may only read', async () => {
    const { element, button } = await draw({ permissions: READING });
    expect(element.textContent).toContain('Running');
    expect(['Abort', 'Retry', 'Roll back'].map(button)).toEqual([undefined, undefined, undefined]);
    // The first of a file also compiles everything that it draws.
  }, 30_000);

  it('offers to abort while it runs, and to retry what failed afterwards', async () => {
    const running = await draw();
    expect(running.button('Abort')).toBeDefined();
    expect(running.button('Retry')).toBeUndefined();
    TestBed.resetTestingModule();
    const failed = await draw({ release: sampleRelease({ state: 'failed', targets: [sampleTarget({ state: 'failed', failure: 'image-pull-failed' })] }) });
    expect(failed.button('Abort')).toBeUndefined();
    expect(failed.button('Retry 1 failed target')).toBeDefined();
    expect(failed.element.textContent).toContain('prod-eu: An image cannot be pulled');
  });

  it('changes a cell in place when an event says so', async () => {
    const { element, speaker, answers, settle } = await draw();
    const cell = element.querySelector('hk-rollout button');
    expect(cell?.textContent).toContain('1/4 applied');
    answers['/api/v1/releases/r1'] = sampleRelease({ targets: [sampleTarget({ state: 'waiting-health', detail: 'web: 1 of 3 ready', counts: { objects: 4, done: 4, healthy: 2 } })] });
    speaker.say(1, 'health', 'progressing');
    await wait(200);
    await settle();
    expect(element.querySelector('hk-rollout button')).toBe(cell);
    expect(cell?.textContent).toContain('web: 1 of 3 ready');
  });
});

describe('a plan before its start', () => {
  const ready = sampleRelease({ state: 'ready', startedAt: null, targets: [sampleTarget({ state: 'planned', startedAt: null })] });
  const isOff = (button: HTMLButtonElement | undefined): boolean => button?.getAttribute('aria-disabled') === 'true';

  it('says why a place is blocked and what to do, and does not start', async () => {
    const blocked = sampleTargetPlan({ verdict: 'blocked', failure: 'conflict', objects: [{ ref: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }, action: 'conflict', changes: [], conflicts: [{ manager: 'kubectl', path: 'spec.replicas', ours: 3, theirs: 5 }], warnings: [], code: 'conflict', detail: 'kubectl owns spec.replicas.', confirmation: null }] });
    const { element, button, http } = await draw({ release: sampleRelease({ ...ready, state: 'ready' }), plan: samplePlan({ targets: [sampleTargetPlan({ targetId: 't2', clusterId: 'c2', clusterName: 'staging' }), blocked] }) });
    expect(element.textContent).toContain('Somebody else manages a field');
    expect(element.textContent).toContain('take the fields over');
    expect(element.querySelector('table')?.textContent).toContain('kubectl');
    const start = button('Release revision 3');
    expect(isOff(start)).toBe(true);
    start?.click();
    http.expectNone((request) => request.method === 'POST');
  });

  it('has no start at all when every place is blocked', async () => {
    const { button, element } = await draw({ release: sampleRelease({ ...ready, state: 'plan-failed' }), plan: samplePlan({ state: 'plan-failed', planHash: null, targets: [sampleTargetPlan({ verdict: 'blocked', failure: 'cluster-unreachable', detail: 'prod-eu did not answer' })] }) });
    expect(button('Release revision 3')).toBeUndefined();
    expect(element.textContent).toContain('The cluster does not answer');
  });

  it('asks for every confirmation, and sends them with the hash of what was shown', async () => {
    const { element, button, http, settle } = await draw({ release: ready, plan: samplePlan({ confirmations: ['prune:PersistentVolumeClaim/data', 'take:prod-eu/shop'] }) });
    expect(isOff(button('Release revision 3'))).toBe(true);
    const boxes = [...element.querySelectorAll<HTMLInputElement>('fieldset input[type=checkbox]')];
    expect(boxes.map((box) => box.parentElement?.textContent)).toEqual(['Delete PersistentVolumeClaim/data and everything in it', 'Take over fields that others manage in prod-eu/shop']);
    boxes[0]?.click();
    await settle();
    expect(isOff(button('Release revision 3'))).toBe(true);
    boxes[1]?.click();
    await settle();
    expect(isOff(button('Release revision 3'))).toBe(false);
    button('Release revision 3')?.click();
    expect(http.expectOne('/api/v1/releases/r1/approvals').request.body).toEqual({ planHash: 'h'.repeat(64), confirmations: ['prune:PersistentVolumeClaim/data', 'take:prod-eu/shop'] });
  });

  it('asks for the name of the application before production is touched, and says so on the button', async () => {
    const { element, button, settle } = await draw({ release: ready, production: true });
    expect(button('Release revision 3 to 1 cluster, in production')).toBeDefined();
    expect(isOff(button('Release revision 3'))).toBe(true);
    const field = element.querySelector<HTMLInputElement>('[name=application-name]');
    if (field !== null) field.value = 'shop';
    field?.dispatchEvent(new Event('input'));
    await settle();
    expect(isOff(button('Release revision 3'))).toBe(false);
  });

  it('lets nobody start who may not approve on every cluster', async () => {
    const { element, button } = await draw({ release: ready, permissions: [...READING, { module: 'releases', action: 'approve', clusterIds: ['c2'] }] });
    expect(button('Release revision 3')).toBeUndefined();
    expect(element.textContent).toContain('Somebody with the right to approve must start it');
  });
});
