/**
 * Builds of the extension, each made once for a whole run of the tests. A build has its tenant's address in it, and each
 * test process has a tenant of its own: a build is made for placeholders, and copied with the addresses at hand.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildRequest, type BuildResult, build } from '../../src/build/build.ts';
import { RUN_FOLDER_VARIABLE, runFolder, temporaryDir } from '../support/profile.ts';

/** As `127.0.0.1:PORT`. */
export interface Addresses {
  readonly tenant: string;
  readonly api: string;
}

/** Ports that nothing listens on. */
export const PLACEHOLDERS: Addresses = { tenant: '127.0.0.1:60001', api: '127.0.0.1:60002' };

export interface Built extends BuildResult {
  /** Has `chromium/` and `firefox/`. */
  readonly outDir: string;
}

const RESULT_FILE = 'result.json';

/** The folder of the builds, of the run or of this process alone. */
let folder: Promise<string> | undefined;

/**
 * Returns a build whose environment may contain the placeholders, with `addresses` in their places. Rejects with
 * `configuration-invalid` as `build` does.
 */
export async function buildWith(
  request: Omit<BuildRequest, 'outDir' | 'watch' | 'onRebuild'>,
  addresses: Addresses,
): Promise<Built> {
  folder ??= RUN_FOLDER_VARIABLE in process.env ? Promise.resolve(runFolder()) : temporaryDir('builds');
  const name = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 16);
  const original = path.join(await folder, `build-${name}`);
  await once(original, async (outDir) => {
    const { config, addresses: own, metafiles } = await build({ ...request, outDir });
    await writeFile(path.join(outDir, RESULT_FILE), JSON.stringify({ config, addresses: own, metafiles }));
  });
  const ports = [addresses.tenant, addresses.api].map((host) => host.split(':')[1]);
  const copy = `${original}-${ports.join('-')}`;
  await once(copy, (outDir) => copyWith(original, outDir, addresses));
  const result = JSON.parse(await readFile(path.join(copy, RESULT_FILE), 'utf8'));
  return { ...result, outDir: copy, stop: async () => {} };
}

/** Fills a folder, unless it is there. Another process may do the same at the same time: the first one counts. */
async function once(folder: string, fill: (outDir: string) => Promise<void>): Promise<void> {
  if (await isThere(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-draft-`);
  await fill(draft);
  await rename(draft, folder).catch(async (error: unknown) => {
    if (!(await isThere(folder))) throw error;
    await rm(draft, { recursive: true });
  });
}

async function isThere(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}

async function copyWith(from: string, to: string, addresses: Addresses): Promise<void> {
  await cp(from, to, { recursive: true });
  for (const file of await readdir(to, { recursive: true })) {
    if (!/\.(js|json|html)$/.test(file)) continue;
    const place = path.join(to, file);
    const text = await readFile(place, 'utf8');
    const filled = text
      .replaceAll(PLACEHOLDERS.tenant, addresses.tenant)
      .replaceAll(PLACEHOLDERS.api, addresses.api);
    if (filled !== text) await writeFile(place, filled);
  }
}
