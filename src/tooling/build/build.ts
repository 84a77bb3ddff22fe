import { watch } from 'node:fs';
import path from 'node:path';
import { context, type Metafile } from 'esbuild';
import type { Config, Configurable } from '../../sdk/config.ts';
import { type Addresses, readAddresses } from './addresses.ts';
import { bundlesOf, type Overrides } from './bundles.ts';
import { type Environment, parseEnvironment } from './environment.ts';
import type { Browser } from './manifest.ts';
import { ROOT } from './project-files.ts';
import { writePackages } from './write-packages.ts';

/** A watching build rebuilds after this many milliseconds without a change, because editors write a file more than once. */
const DEBOUNCE = 50;

/** Options of `build`. */
export interface BuildRequest {
  /** Variables of the configuration: see `environment.ts`. */
  readonly environment: Environment;
  /** Folder that `chromium/` and `firefox/` are written to. */
  readonly outDir: string;
  /** Set to build without a tenant, which users choose in the options: see `Config.configurable`. */
  readonly configurable?: Configurable;
  /** Set to keep running and rebuild when a source changes. Called after each rebuild. */
  readonly onRebuild?: () => void;
  /** Modules that replace modules of the project, such as a branding outside `src/`. */
  readonly overrides?: Overrides;
}

/** Result of `build`. */
export interface BuildResult {
  readonly config: Config;
  readonly addresses: Readonly<Record<Browser, Addresses>>;
  /** esbuild's metafile of each bundle, which lists the modules in each script. */
  readonly metafiles: readonly Metafile[];
  /** Stops watching. */
  stop(): Promise<void>;
}

/**
 * Builds both packages. Rejects with `configuration-invalid`, before it writes anything, if the configuration is wrong. The
 * same input gives the same bytes.
 */
export async function build(request: BuildRequest): Promise<BuildResult> {
  const config = parseEnvironment(request.environment, request.configurable);
  const addresses = await readAddresses();
  const bundles = await Promise.all(
    bundlesOf(config, request.overrides ?? {}).map((options) => context(options)),
  );
  const buildOnce = async () => {
    const results = await Promise.all(bundles.map((bundle) => bundle.rebuild()));
    const scripts = results.flatMap(({ outputFiles = [] }) => outputFiles);
    const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
    await writePackages(request.outDir, { scripts, metafiles, config });
    return metafiles;
  };
  const controller = new AbortController();
  const stop = async () => {
    controller.abort();
    // A bundle keeps the process alive until it is disposed.
    await Promise.all(bundles.map((bundle) => bundle.dispose()));
  };
  const { onRebuild } = request;
  try {
    const metafiles = await buildOnce();
    if (onRebuild === undefined) await stop();
    else watchSources(() => buildOnce().then(onRebuild), controller.signal);
    return { config, addresses, metafiles, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Calls `rebuild` after a source has changed and `DEBOUNCE` milliseconds have passed. Logs a failed rebuild and waits for the
 * next change.
 */
function watchSources(rebuild: () => Promise<void>, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const onChange = () => {
    clearTimeout(timer);
    // Sequential: if a build is running, esbuild returns its result, but it might have read a source before it was saved.
    timer = setTimeout(() => {
      last = last.then(rebuild).catch((error: unknown) => console.error(error));
    }, DEBOUNCE);
  };
  for (const source of ['src', 'popup.html', 'manifest.json']) {
    watch(path.join(ROOT, source), { recursive: source === 'src', signal }, onChange);
  }
}
