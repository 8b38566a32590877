import type { Issue, Schema } from './faults';

/** What is asked of one text before it is sent; the server asks again. */
export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** Whether spaces at both ends are dropped. */
  readonly trim?: boolean;
}

const faultOf = (path: string, value: string, { min = 0, max = Infinity, pattern }: TextRule): Issue[] => {
  if (value.length < min) return [{ code: 'too_small', origin: 'string', minimum: min, path: [path], message: '' }];
  if (value.length > max) return [{ code: 'too_big', origin: 'string', maximum: max, path: [path], message: '' }];
  return value !== '' && pattern !== undefined && !pattern.test(value) ? [{ code: 'invalid_format', path: [path], message: '' }] : [];
};

/** Rules for the texts of a form, in the shape that `draft` checks with. Fields without a rule pass as they are. */
export const textRules = <Form extends object>(rules: Partial<Record<keyof Form & string, TextRule>>): Schema<Form> => ({
  safeParse: (value) => {
    const form = { ...(value as Form) };
    const issues = Object.entries<TextRule | undefined>(rules).flatMap(([path, rule = {}]) => {
      const given: unknown = Reflect.get(form, path);
      const text = typeof given === 'string' ? (rule.trim === true ? given.trim() : given) : '';
      Reflect.set(form, path, text);
      return faultOf(path, text, rule);
    });
    return issues.length === 0 ? { success: true, data: form } : { success: false, error: { issues } };
  },
});
