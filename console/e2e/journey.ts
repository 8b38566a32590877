import { type BrowserContext, expect, test as base } from '@playwright/test';
import type { StageFacts } from './stage';

export const stage = (): StageFacts => JSON.parse(process.env['HYPERKUBER_TEST_STAGE'] ?? '') as StageFacts;

interface Journey {
  /** What no page may do: break the Content-Security-Policy, or throw. */
  readonly faults: string[];
}

const POLICY = 'hyperkuberPolicyViolation';

const watch = async (context: BrowserContext, faults: string[]): Promise<void> => {
  await context.exposeBinding(POLICY, (_, words: string) => { faults.push(words); });
  await context.addInitScript((name) => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
      const tell: unknown = Reflect.get(window, name);
      if (typeof tell === 'function') Reflect.apply(tell, window, [`securitypolicyviolation ${violatedDirective} ${blockedURI} at ${location.pathname} (${sourceFile}:${String(lineNumber)})`]);
    });
  }, POLICY);
  context.on('weberror', (error) => faults.push(`thrown: ${error.error().stack ?? error.error().message}`));
};

/** A page that is watched for what no page may do. */
export const test = base.extend<Journey>({
  baseURL: async ({}, use) => use(stage().origin),
  faults: [async ({ context }, use) => {
    const faults: string[] = [];
    await watch(context, faults);
    await use(faults);
    expect(faults).toEqual([]);
  }, { auto: true }],
});

export { expect };
