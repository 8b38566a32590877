import { createHmac } from 'node:crypto';
import { parseManifests } from '@hyperkuber/kube';
import { maskedText, resolvedText } from './secret-text.js';

const digest = (text: string): string => createHmac('sha256', 'key').update(text).digest('hex');

const text = `# the settings
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings # stays
---
apiVersion: v1
kind: Secret
metadata:
  name: login
stringData:
  password: correct horse
  user: shop
`;

describe('manifests with Secrets', () => {
  it('show no value of a Secret', () => {
    const masked = maskedText(text, digest);
    expect(masked).not.toContain('correct horse');
    expect(masked).toMatch(/password: "?\*\*\*[0-9a-f]{8}/);
  });

  it('keep the letters of every other document', () => expect(maskedText(text, digest)).toContain('name: settings # stays'));

  it('come back whole when the masked text is sent again', () => {
    const { text: resolved, unknown } = resolvedText(maskedText(text, digest), text, digest);
    expect(unknown).toEqual([]);
    expect(parseManifests(resolved).documents[1]?.object).toMatchObject({ stringData: { password: 'correct horse', user: 'shop' } });
  });

  it('keep the other values when one is changed', () => {
    const changed = maskedText(text, digest).replace(/password: .*/, 'password: battery staple');
    expect(parseManifests(resolvedText(changed, text, digest).text).documents[1]?.object).toMatchObject({ stringData: { password: 'battery staple', user: 'shop' } });
  });

  it('name a token that stands for nothing', () => {
    const { unknown } = resolvedText(text.replace('correct horse', "'***00000000'"), undefined, digest);
    expect(unknown).toEqual([{ secret: 'login', field: 'stringData.password' }]);
  });

  it('are left alone without a Secret', () => {
    const plain = 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata: {a: "***00000000"}\n';
    expect(maskedText(plain, digest)).toBe(plain);
    expect(resolvedText(plain, undefined, digest).text).toBe(plain);
  });
});
