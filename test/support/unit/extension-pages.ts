/** The extension's pages as they are before a script runs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');

function readPage(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

const POPUP = readPage('popup.html');
const OPTIONS = readPage('src/extension/options/options.html');
const DIAGNOSTICS = readPage('src/extension/diagnostics/diagnostics.html');

function openPage(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.body.replaceWith(document.adoptNode(page.body));
}

export const openPopupPage = () => openPage(POPUP);
export const openOptionsPage = () => openPage(OPTIONS);
export const openDiagnosticsPage = () => openPage(DIAGNOSTICS);

/** Returns the element of the page with this ID. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
