import type { Translate } from '../../i18n/texts';

/** What a schema says about one value; the shape of a zod issue, of which only this is read. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
  readonly origin?: string | undefined;
  readonly input?: unknown;
}

export interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

const tooSmall = (t: Translate, issue: Issue): string => {
  const min = Number(issue.minimum ?? 0);
  if (issue.origin === 'string') return min <= 1 ? t('fault.required') : t('fault.tooShort', { min });
  return issue.origin === 'number' ? t('fault.tooLow', { min }) : t('fault.tooFew', { min });
};

const tooBig = (t: Translate, issue: Issue): string => {
  const max = Number(issue.maximum ?? 0);
  return issue.origin === 'string' ? t('fault.tooLong', { max }) : issue.origin === 'number' ? t('fault.tooHigh', { max }) : t('fault.tooMany', { max });
};

/** A schema's fault in the person's language. What a format asks for stands in the field's hint. */
export const faultText = (t: Translate, issue: Issue): string => {
  switch (issue.code) {
    case 'too_small': return tooSmall(t, issue);
    case 'too_big': return tooBig(t, issue);
    case 'invalid_type': return t('fault.required');
    case 'invalid_format': return t('fault.format');
    default: return t('fault.value');
  }
};

export const issuePath = (issue: Issue): string => issue.path.map(String).join('.');
