import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserKind } from '../support/browser.ts';
import { temporaryDir } from '../support/profile.ts';

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Empty</title>
  <script type="module" src="popup.js"></script>
  <main data-state="signed-in">Empty</main>
</html>
`;

/**
 * Writes an extension with an empty popup, which costs what the browser itself needs: a line of text, and a script that
 * leaves the mark `session-shown`. Returns its folder.
 */
export async function writeEmptyPopup(kind: BrowserKind): Promise<string> {
  const extensionDir = await temporaryDir('empty');
  const background =
    kind === 'chromium' ? { service_worker: 'background.js' } : { scripts: ['background.js'] };
  const manifest = {
    ...{ manifest_version: 3, name: 'Empty', version: '1', background },
    action: { default_popup: 'popup.html' },
    browser_specific_settings: { gecko: { id: 'empty@latchkey.example' } },
  };
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'popup.html': PAGE,
    'popup.js': "performance.mark('session-shown');",
    'background.js': '',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(extensionDir, name), text);
  return extensionDir;
}
