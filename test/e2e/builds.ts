/**
 * Builds of the extension by configuration. Bundling takes seconds, so a run bundles each set of modules once, and replaces the
 * configuration in copies. `test/extended/e2e/builds.test.ts` compares a copy with a build.
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
  /** Contains `chromium/` and `firefox/`. */
  readonly outDir: string;
}

const RESULT_FILE = 'result.json';

/** The folder of the run's builds, or of this process without a run. */
let folder: Promise<string> | undefined;

/** Returns the build of a configuration. Rejects with `configuration-invalid`. */
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

/** Fills a folder if it doesn't exist. If two processes do this at the same time, the first one succeeds. */
async function once(folder: string, fill: (outDir: string) => Promise<void>): Promise<void> {
  if (await exists(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-draft-`);
  await fill(draft);
  await rename(draft, folder).catch(async (error: unknown) => {
    if (!(await exists(folder))) throw error;
    await rm(draft, { recursive: true });
  });
}

async function exists(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}

/** Copies a build, and replaces its configuration `base` with `config` in scripts and manifest. */
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

/** Returns the configuration as the string literal that esbuild writes. */
function literal(config: Config): string {
  return `'${JSON.stringify(config).replace(/[\\']/g, '\\$&')}'`;
}
