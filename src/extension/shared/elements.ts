/** The element of the page with this id. Throws if there is none, or if it is of another kind. */
export function expectElement<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(`The page has no <${kind.name}> with the id "${id}".`);
}
