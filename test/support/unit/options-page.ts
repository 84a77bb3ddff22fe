import { readFileSync } from 'node:fs';
import path from 'node:path';

const read = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, '../../../src/extension/options', name), 'utf8');
const PAGE = read('options.html');

/** Makes the document the real `options.html`, as it is before any script ran; of a build for no tenant, or of one. */
export function openOptionsPage({ isConfigurable = false } = {}): void {
  const html = isConfigurable ? PAGE.replace('<!-- tenant.html -->', read('tenant.html')) : PAGE;
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.body.replaceWith(document.adoptNode(page.body));
}
