import { readFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = readFileSync(
  path.resolve(import.meta.dirname, '../../../src/extension/diagnostics/diagnostics.html'),
  'utf8',
);

/** Makes the document the real `diagnostics.html`, as it is before any script ran. */
export function openDiagnosticsPage(): void {
  const page = new DOMParser().parseFromString(PAGE, 'text/html');
  document.body.replaceWith(document.adoptNode(page.body));
}
