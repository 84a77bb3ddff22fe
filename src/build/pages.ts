import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { look } from '../lock/look.ts';
import type { SourceManifest } from './manifest.ts';

/** The pages of the extension: their names in the package, and where they lie in the project. */
const PAGES = { 'popup.html': 'popup.html', 'diagnostics.html': 'src/diagnostics/diagnostics.html' };

/** The pages by their names in the package, filled in. Rejects where one asks for what nobody knows. */
export async function pages(root: string, manifest: SourceManifest): Promise<Map<string, string>> {
  const values = { NAME: manifest.name, LOGO: look.logo };
  const filled = Object.entries(PAGES).map(
    async ([name, file]): Promise<[string, string]> => [
      name,
      fillPage(await readFile(path.join(root, file), 'utf8'), values),
    ],
  );
  return new Map(await Promise.all(filled));
}

/** Puts values in the place of `%NAME%` and its like, as HTML. Throws where there is none for a name. */
export function fillPage(page: string, values: Readonly<Record<string, string>>): string {
  return page.replace(/%([A-Z]+)%/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nothing is known for ${placeholder} in a page.`);
    return escapeHtml(value);
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
