import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { branding } from '../../extension/branding.ts';
import { readManifest } from './manifest.ts';

/** Where the part of the options belongs in which a tenant is chosen. */
const TENANT_PLACE = /^ *<!-- tenant\.html -->\n/m;

/** The pages of the extension, filled in; that of the options with the choice of a tenant where the build is for none. Rejects where one asks for what nobody knows. */
export async function filledPages(
  root: string,
  { isConfigurable }: { isConfigurable: boolean },
): Promise<Record<'popup' | 'diagnostics' | 'options', string>> {
  const read = (name: string) => readFile(path.join(root, name), 'utf8');
  const { name } = await readManifest();
  const values = { NAME: name, LOGO: branding.logo };
  const options = await read('src/extension/options/options.html');
  const tenant = isConfigurable ? await read('src/extension/options/tenant.html') : '';
  return {
    popup: fillPage(await read('popup.html'), values),
    diagnostics: fillPage(await read('src/extension/diagnostics/diagnostics.html'), values),
    options: fillPage(options.replace(TENANT_PLACE, tenant), values),
  };
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
