import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { branding } from '../../extension/branding.ts';
import { readManifest } from './manifest.ts';

/** Returns the HTML of the extension's pages, with values for their placeholders. Rejects if a placeholder has no value. */
export async function filledPages(
  root: string,
): Promise<Record<'popup' | 'diagnostics' | 'options', string>> {
  const read = (name: string) => readFile(path.join(root, name), 'utf8');
  const { name } = await readManifest();
  const values = { NAME: name, LOGO: branding.logo };
  return {
    popup: fillPage(await read('popup.html'), values),
    diagnostics: fillPage(await read('src/extension/diagnostics/diagnostics.html'), values),
    options: fillPage(await read('src/extension/options/options.html'), values),
  };
}

/** Replaces the first match of `pattern`. Throws if nothing matches, for example after the page was reformatted. */
export function replaceOnce(page: string, pattern: RegExp, text: string): string {
  if (!pattern.test(page)) throw new Error(`A page has nothing that matches ${pattern}.`);
  return page.replace(pattern, () => text);
}

/** Replaces each `%NAME%` of a page with its value, escaped for HTML. Throws if a name has no value. */
export function fillPage(page: string, values: Readonly<Record<string, string>>): string {
  return page.replace(/%([A-Z]+)%/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A page has ${placeholder}, which has no value.`);
    return escapeHtml(value);
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
