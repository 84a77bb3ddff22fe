/** Returns the element of the page with this ID. Throws a `TypeError` if it doesn't exist or has another type. */
export function expectElement<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(`The page has no <${kind.name}> with the id "${id}".`);
}

/** Returns a new element with this content. */
export function element(name: string, ...content: readonly (string | Node)[]): HTMLElement {
  const created = document.createElement(name);
  created.append(...content);
  return created;
}
