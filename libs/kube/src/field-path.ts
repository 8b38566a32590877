const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** `spec` + `replicas` is `spec.replicas`; a key with dots or slashes is quoted: `metadata.labels["app.kubernetes.io/name"]`. */
export function fieldPath(parent: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

/** An item of a list, by the value that identifies it (`containers[web]`) or by position (`args[0]`). */
export function itemPath(parent: string, key: string | number): string {
  return `${parent}[${key}]`;
}
