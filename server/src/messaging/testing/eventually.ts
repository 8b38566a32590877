/** Resolves once `fact` holds; the test's own time limit is the end of waiting. */
export async function eventually(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => { setTimeout(resolve, 5); });
}
