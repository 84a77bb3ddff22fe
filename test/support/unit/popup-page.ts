import { readFileSync } from 'node:fs';
import path from 'node:path';

const POPUP = readFileSync(path.resolve(import.meta.dirname, '../../../popup.html'), 'utf8');

/** Makes the document the real `popup.html`, as it is before any script ran. */
export function openPopupPage(): void {
  const page = new DOMParser().parseFromString(POPUP, 'text/html');
  document.body.replaceWith(document.adoptNode(page.body));
}

/** The element of the page with this id. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`popup.html has no #${id}.`);
  return found;
}
