const armed = new WeakSet<Document>();

/** The editor adds `<style>` elements by itself and knows no nonce; under the content policy they would be ignored. From here on each new one carries it. */
export const giveNonceToStyles = (document: Document, nonce: string | null): void => {
  if (nonce === null || armed.has(document)) return;
  armed.add(document);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only an overload for unknown names is deprecated; the function itself is what the editor calls
  const create: (name: string, options?: ElementCreationOptions) => HTMLElement = document.createElement.bind(document);
  const createWithNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  Object.defineProperty(document, 'createElement', { value: createWithNonce, configurable: true, writable: true });
};
