/** Looking at the extension from where its content scripts would stand. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDir } from './profile.ts';

const SCRIPT = 'content-script-probe.js';

/** The attribute of `<html>` in which a probe leaves its answer. */
export const PROBE_ATTRIBUTE = 'data-content-script-probe';

/**
 * A copy of the built extension, in a temporary folder, with one content script more: on pages of 127.0.0.1 it runs
 * `source`, the body of an async function, and puts what that returns or throws, as JSON `{"returned": …}` or
 * `{"thrown": "…"}`, into the attribute `PROBE_ATTRIBUTE` of `<html>`. The copy keeps the extension's id. Returns the folder;
 * it is gone when the process ends.
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
