/**
 * What is added to a list from now on. The list may forget its oldest entries meanwhile, so that a place in it would not
 * stay the same.
 */
export function since<Entry>(list: readonly Entry[]): () => Entry[] {
  const last = list.at(-1);
  return () => list.slice(last === undefined ? 0 : list.lastIndexOf(last) + 1);
}
