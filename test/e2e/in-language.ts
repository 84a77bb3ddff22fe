/** An extension as in a browser of another language, which installed browsers might not have. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CATALOGUES } from '../../src/tooling/build/extension-messages.ts';

const SCRIPT = 'browser-language.js';

/** Replaces the English messages with those of `language` (BCP 47), which `chrome.i18n.getUILanguage` returns. */
export async function inLanguage(extensionDir: string, language: string): Promise<void> {
  const own = language.split('-')[0] ?? '';
  const messages = (code: string) => path.join(extensionDir, '_locales', code, 'messages.json');
  if (own !== 'en' && own in CATALOGUES) await copyFile(messages(own), messages('en'));
  const script = `chrome.i18n.getUILanguage = () => ${JSON.stringify(language)};\n`;
  await writeFile(path.join(extensionDir, SCRIPT), script);
  const background = path.join(extensionDir, 'background.js');
  await writeFile(background, script + (await readFile(background, 'utf8')));
  for (const name of ['popup.html', 'diagnostics.html', 'options.html']) {
    const page = path.join(extensionDir, name);
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('<head>', `<head><script src="${SCRIPT}"></script>`));
  }
}
