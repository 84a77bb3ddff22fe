import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserKind } from '../support/browser.ts';

/** An extension whose popup is empty: what a popup costs that does nothing is the browser's own. */
export interface EmptyPopup {
  /** The folder to load. */
  readonly extensionDir: string;
  remove(): Promise<void>;
}

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Empty</title>
  <script type="module" src="popup.js"></script>
  <main data-state="signed-in">Empty</main>
</html>
`;

/** Writes it: a line of text, and a script of a line, which leaves the mark `session-shown`. */
export async function writeEmptyPopup(kind: BrowserKind): Promise<EmptyPopup> {
  const extensionDir = await mkdtemp(path.join(tmpdir(), 'latchkey-empty-'));
  const background =
    kind === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
  const manifest = {
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    action: { default_popup: 'popup.html' },
    background,
    browser_specific_settings: { gecko: { id: 'empty@latchkey.example' } },
  };
  await Promise.all([
    writeFile(path.join(extensionDir, 'manifest.json'), JSON.stringify(manifest)),
    writeFile(path.join(extensionDir, 'popup.html'), PAGE),
    writeFile(path.join(extensionDir, 'popup.js'), "performance.mark('session-shown');"),
    writeFile(path.join(extensionDir, 'background.js'), ''),
  ]);
  return { extensionDir, remove: () => rm(extensionDir, { recursive: true, force: true }) };
}
