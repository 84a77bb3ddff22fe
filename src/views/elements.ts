/** The element of `popup.html` with this id. Throws if there is none, or if it is of another kind. */
export function expectElement<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(`popup.html has no <${kind.name}> with the id "${id}".`);
}
