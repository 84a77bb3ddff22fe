import { watch } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, context, type Metafile, type Plugin } from 'esbuild';
import type { Config, Configurable } from '../../sdk/config.ts';
import { type AllAddresses, readAddresses } from './addresses.ts';
import { type Environment, parseEnvironment } from './environment.ts';
import { CATALOGUES } from './extension-messages.ts';
import { extensionPolyfill } from './extension-polyfill.ts';
import { lockAssets } from './lock-assets.ts';
import { lockOverrides } from './lock-overrides.ts';
import { type Overrides, overrideModules } from './overrides.ts';
import { ROOT } from './project-files.ts';
import { writePackages } from './write-packages.ts';

/** A watching build rebuilds after this many milliseconds without a change, because editors write a file more than once. */
const SETTLE = 50;

/** Options of `build`. */
export interface BuildRequest {
  /** Variables of the configuration: see `environment.ts`. */
  readonly environment: Environment;
  /** Folder that `chromium/` and `firefox/` are written to. */
  readonly outDir: string;
  /** Set to build without a tenant, which users choose in the options: see `Config.configurable`. */
  readonly configurable?: Configurable;
  /** Called after each rebuild of a watching build. */
  readonly onRebuild?: () => void;
  /** Whether to keep running and rebuild when a source changes. */
  readonly watch?: boolean;
  /** Modules that replace modules of the project, such as a branding outside `src/`. */
  readonly overrides?: Overrides;
}

/** Result of `build`. */
export interface BuildResult {
  readonly config: Config;
  readonly addresses: AllAddresses;
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
    allBundles(config).map((options) =>
      context({
        ...options,
        plugins: [overrideModules(request.overrides ?? {}), extensionPolyfill(), ...(options.plugins ?? [])],
      }),
    ),
  );
  const buildOnce = async () => {
    const results = await Promise.all(bundles.map((bundle) => bundle.rebuild()));
    const scripts = results.flatMap(({ outputFiles = [] }) => outputFiles);
    const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
    await writePackages(request.outDir, { scripts, metafiles, config });
    return metafiles;
  };
  // A bundle keeps the process alive until it is disposed.
  const dispose = async () => {
    await Promise.all(bundles.map((bundle) => bundle.dispose()));
  };
  const metafiles = await buildOnce().catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  const watcher = request.watch === true ? watchSources(() => buildOnce().then(request.onRebuild)) : null;
  const stop = async () => {
    watcher?.abort();
    await dispose();
  };
  if (watcher === null) await stop();
  return {
    config,
    addresses,
    metafiles,
    stop,
  };
}

const LANGUAGES = Object.keys(CATALOGUES);

/** The script of each language's module. */
const LANGUAGE_SCRIPTS = Object.fromEntries(
  LANGUAGES.map((code) => [`./${code}.ts`, `./language-${code}.js`]),
);

function sharedOptions(config: Config): BuildOptions {
  return {
    absWorkingDir: ROOT,
    bundle: true,
    charset: 'utf8',
    define: {
      __LATCHKEY_CONFIG__: JSON.stringify(JSON.stringify(config)),
      'process.env.NODE_ENV': '"production"',
    },
    // tooling/build/licenses.ts writes their full text to that file.
    banner: { js: '/* Licenses of the libraries in this file: licenses.txt */' },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    minify: true,
    outdir: '.',
    platform: 'browser',
    target: ['chrome150', 'firefox153'],
    write: false,
  };
}

/** Returns the options of every bundle in a package. */
function allBundles(config: Config): BuildOptions[] {
  return [
    popupBundle(config),
    signInBundle(config),
    languagesBundle(config),
    firstReadBundle(config),
    singleBundle(config, 'diagnostics'),
    singleBundle(config, 'options'),
    backgroundBundle(config),
  ];
}

/**
 * Bundles popup.js, and messages.js, which popup.js loads when it shows a message. `shared-….js` has the modules that both
 * import.
 */
function popupBundle(config: Config): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: {
      popup: 'src/extension/popup/popup.ts',
      messages: 'src/sdk/locales/sign-in-messages.ts',
    },
    chunkNames: 'shared-[hash]',
    format: 'esm',
    plugins: [
      loadedFrom({
        './lock/sign-in-form.ts': './form.js',
        './lock/lock-password.ts': './lock.js',
        './lock/lock-code.ts': './lock.js',
        './lock/styles.ts': './styles.js',
        ...LANGUAGE_SCRIPTS,
      }),
    ],
    splitting: true,
  };
}

/**
 * Bundles what the popup loads when the user must sign in: form.js, and lock.js with all of Lock. `chunk-….js` has the
 * modules that both import. `styles.js` and `dictionary-CODE-….js` are Lock's stylesheet and its texts. They share no file
 * with popup.js, because it would then contain code that only they use.
 */
function signInBundle(config: Config): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: {
      form: 'src/sdk/lock/sign-in-form.ts',
      lock: `src/sdk/lock/lock-${config.login === 'passwordless' ? 'code' : 'password'}.ts`,
      styles: 'src/sdk/lock/styles.ts',
    },
    chunkNames: '[name]-[hash]',
    format: 'esm',
    plugins: [lockAssets(), lockOverrides(ROOT)],
    splitting: true,
  };
}

/** Marks the `import()` of a module as external. The browser loads the script that another bundle builds from the module. */
function loadedFrom(scripts: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'loaded-from',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: name, kind }) => {
        const script = kind === 'dynamic-import' ? scripts[name] : undefined;
        return script === undefined ? undefined : { path: script, external: true };
      });
    },
  };
}

/** Bundles language-CODE.js, the SDK's texts in one language. A page loads one of them when it shows a message. */
function languagesBundle(config: Config): BuildOptions {
  const entries = LANGUAGES.map((code) => [`language-${code}`, `src/sdk/locales/${code}.ts`]);
  return { ...sharedOptions(config), entryPoints: Object.fromEntries(entries), format: 'esm' };
}

/**
 * Bundles the script of one page separately. Modules shared with the popup would only split the popup's script into more
 * files.
 */
function singleBundle(config: Config, name: 'diagnostics' | 'options'): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: { [name]: `src/extension/${name}/${name}.ts` },
    format: 'esm',
    plugins: [loadedFrom(LANGUAGE_SCRIPTS)],
  };
}

/** Bundles background.js, a classic script that is a service worker in Chromium and an event page in Firefox. */
export function backgroundBundle(config: Config): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: { background: 'src/extension/background.ts' },
    format: 'iife',
  };
}

/** Bundles prefetch-session.js, a classic script, so that it runs before the popup's modules. It contains no library. */
function firstReadBundle(config: Config): BuildOptions {
  const entryPoints = { 'prefetch-session': 'src/extension/popup/prefetch-session.ts' };
  return { ...sharedOptions(config), entryPoints, format: 'iife', banner: {} };
}

/**
 * Calls `rebuild` after a source has changed and `SETTLE` milliseconds have passed. Logs a failed rebuild and waits for the
 * next change. Returns a controller that stops watching.
 */
function watchSources(rebuild: () => Promise<void>): AbortController {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const onChange = () => {
    clearTimeout(timer);
    // Sequential: if a build is running, esbuild returns its result, but it might have read a source before it was saved.
    timer = setTimeout(() => {
      last = last.then(rebuild).catch((error: unknown) => console.error(error));
    }, SETTLE);
  };
  for (const source of ['src', 'popup.html', 'manifest.json']) {
    watch(path.join(ROOT, source), { recursive: source === 'src', signal: controller.signal }, onChange);
  }
  return controller;
}
