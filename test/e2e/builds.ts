/**
 * Builds of the extension for each configuration. Bundling takes seconds, so it is done once for a whole run for each set of
 * modules; a configuration, with the addresses of this process's tenant, is put into a copy. The extended unit test
 * `builds.test.ts` compares such a copy with a build.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../src/sdk/config.ts';
import { readAddresses } from '../../src/tooling/build/addresses.ts';
import { type BuildRequest, type BuildResult, build } from '../../src/tooling/build/build.ts';
import { parseEnvironment } from '../../src/tooling/build/environment.ts';
import { BROWSERS, browserManifest, readManifest } from '../../src/tooling/build/manifest.ts';
import { RUN_FOLDER_VARIABLE, runFolder, temporaryDir } from '../support/profile.ts';

export interface Built extends Omit<BuildResult, 'stop'> {
  /** Has `chromium/` and `firefox/`. */
  readonly outDir: string;
}

const RESULT_FILE = 'result.json';

/** The folder of the builds, of the run or of this process alone. */
let folder: Promise<string> | undefined;

/** Returns the packages of a configuration. Rejects with `configuration-invalid` as `build` does. */
export async function buildWith({
  environment,
  configurable,
  overrides = {},
}: Pick<BuildRequest, 'environment' | 'configurable' | 'overrides'>): Promise<Built> {
  folder ??= RUN_FOLDER_VARIABLE in process.env ? Promise.resolve(runFolder()) : temporaryDir('builds');
  const config = parseEnvironment(environment, configurable);
  const original = path.join(await folder, `build-${hash([overrides, configurable ?? null, config.login])}`);
  await once(original, async (outDir) => {
    const tenant = configurable === undefined ? { AUTH0_DOMAIN: '127.0.0.1:1', AUTH0_CLIENT_ID: 'base' } : {};
    const base = await build({
      environment: { ...tenant, AUTH0_LOGIN: config.login },
      overrides,
      outDir,
      ...(configurable === undefined ? {} : { configurable }),
    });
    const { metafiles } = base;
    await writeFile(path.join(outDir, RESULT_FILE), JSON.stringify({ base: base.config, metafiles }));
  });
  const { base, metafiles } = JSON.parse(await readFile(path.join(original, RESULT_FILE), 'utf8'));
  const outDir = `${original}-${hash(config)}`;
  await once(outDir, (copy) => copyWith(original, copy, { base, config }));
  return { config, addresses: await readAddresses(), metafiles, outDir };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
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

/** Copies the packages of the configuration `base` with `config` in its place: in the scripts and in the manifest. */
async function copyWith(
  from: string,
  to: string,
  { base, config }: { readonly base: Config; readonly config: Config },
): Promise<void> {
  const source = await readManifest();
  for (const browser of BROWSERS) {
    const folder = path.join(to, browser);
    await cp(path.join(from, browser), folder, { recursive: true });
    for (const file of await readdir(folder)) {
      if (!file.endsWith('.js')) continue;
      const text = await readFile(path.join(folder, file), 'utf8');
      const filled = text.replaceAll(literal(base), () => literal(config));
      if (filled !== text) await writeFile(path.join(folder, file), filled);
    }
    const manifest = path.join(folder, 'manifest.json');
    const { version } = JSON.parse(await readFile(manifest, 'utf8'));
    await writeFile(
      manifest,
      `${JSON.stringify(browserManifest(source, browser, { config, version }), null, 2)}\n`,
    );
  }
}

/** The configuration's JSON as esbuild writes it into a script. */
function literal(config: Config): string {
  return `'${JSON.stringify(config).replace(/[\\']/g, '\\$&')}'`;
}
