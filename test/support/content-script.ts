/** Runs code as a content script of the extension. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDir } from './profile.ts';

const SCRIPT = 'content-script-probe.js';

/** The attribute of `<html>` with the result of the script. */
export const PROBE_ATTRIBUTE = 'data-content-script-probe';

/**
 * Copies the built extension and adds a content script for pages of 127.0.0.1. It runs `source`, the body of an async
 * function, and sets `PROBE_ATTRIBUTE` to the JSON `{"returned": …}` or `{"thrown": "…"}`. The copy has the extension's
 * ID. Returns its folder.
 */
export async function withContentScript(extensionDir: string, source: string): Promise<string> {
  const copy = await temporaryDir('extension');
  await cp(extensionDir, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
  const present = Array.isArray(manifest.content_scripts) ? manifest.content_scripts : [];
  const probe = { matches: ['http://127.0.0.1/*'], js: [SCRIPT], run_at: 'document_end' };
  await writeFile(file, JSON.stringify({ ...manifest, content_scripts: [...present, probe] }));
  await writeFile(join(copy, SCRIPT), probeScript(source));
  return copy;
}

function probeScript(source: string): string {
  return `(async () => {
  const answer = await (async () => {
${source}
  })().then(
    (returned) => ({ returned: returned ?? null }),
    (error) => ({ thrown: String(error) }),
  );
  document.documentElement.setAttribute('${PROBE_ATTRIBUTE}', JSON.stringify(answer));
})();
`;
}
