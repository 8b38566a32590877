const max = 50;
const warning = /299 (?:[^\s"]+|"[^"]*") "((?:[^"\\]|\\.)*)"/g;

/** The texts of `Warning: 299 - "..."` headers, in order, each once (RFC 7234 5.5). */
export const readWarnings = (header: string | readonly string[] | undefined): readonly string[] => {
  const joined = typeof header === 'string' ? header : (header ?? []).join(', ');
  const texts = [...joined.slice(0, 64 * 1024).matchAll(warning)].map(([, quoted]) => (quoted ?? '').replaceAll(/\\(.)/g, '$1').slice(0, 1024));
  return [...new Set(texts)].slice(0, max);
};
