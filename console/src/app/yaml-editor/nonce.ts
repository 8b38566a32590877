const armed = new WeakSet<Document>();

/** The editor adds `<style>` elements by itself and knows no nonce; under the content policy they would be ignored. From here on each new one carries it. */
export const giveNonceToStyles = (document: Document, nonce: string | null): void => {
  if (nonce === null || armed.has(document)) return;
  armed.add(document);
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
};
