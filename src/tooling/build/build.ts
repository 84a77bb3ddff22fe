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

/** Milliseconds without a change after which a watching build rebuilds: editors write a file more than once. */
const SETTLE = 50;

/** What to build. */
export interface BuildRequest {
  /** Where the configuration comes from; see `environment.ts`. */
  readonly environment: Environment;
  /** Folder that gets `chromium/` and `firefox/`. */
  readonly outDir: string;
  /** For a build without a tenant, which users choose in the options: see `Config.configurable`. */
  readonly configurable?: Configurable;
  /** Called after each rebuild of a watching build. */
  readonly onRebuild?: () => void;
  /** Whether to go on and rebuild when a source changes. */
  readonly watch?: boolean;
  /** Modules that replace modules of the project, as for a branding that is not in `src/`. */
  readonly overrides?: Overrides;
}

/** What was built. */
export interface BuildResult {
  readonly config: Config;
  readonly addresses: AllAddresses;
  /** esbuild's account of which module went where, for pages and background. */
  readonly metafiles: readonly Metafile[];
  /** Ends the watching. */
  stop(): Promise<void>;
}

/**
 * Builds both packages. Rejects with `configuration-invalid`, before anything is written, if the
 * configuration is wrong. The same input gives the same bytes.
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
  // A bundle that is not disposed of keeps the process alive.
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

/** The script of each module with the texts of a language. */
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
    // Their full text is in that file, which tooling/build/licenses.ts writes.
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

/** Every bundle of a package. */
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

/** popup.js, and messages.js that it loads when there is something to say. `shared-….js` is what both need. */
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
 * form.js, and lock.js with all of Lock: what the popup loads when a user must sign in. `chunk-….js` is what both need.
 * `styles.js` and `dictionary-CODE-….js` are Lock's stylesheet and its texts. They share no file with popup.js, which would then hold
 * what only they use.
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

/** Leaves the `import()` of a module to the browser, which loads the script that another bundle makes of it. */
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

/** language-CODE.js: the texts of the SDK, of which a page loads one language when there is something to say. */
function languagesBundle(config: Config): BuildOptions {
  const entries = LANGUAGES.map((code) => [`language-${code}`, `src/sdk/locales/${code}.ts`]);
  return { ...sharedOptions(config), entryPoints: Object.fromEntries(entries), format: 'esm' };
}

/** The script of one page, by itself: what it shares with the popup would only cut the popup's script into more files. */
function singleBundle(config: Config, name: 'diagnostics' | 'options'): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: { [name]: `src/extension/${name}/${name}.ts` },
    format: 'esm',
    plugins: [loadedFrom(LANGUAGE_SCRIPTS)],
  };
}

/** background.js: a classic script, which is a service worker in Chromium and an event page in Firefox. */
export function backgroundBundle(config: Config): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: { background: 'src/extension/background.ts' },
    format: 'iife',
  };
}

/** prefetch-session.js: a classic script, so that the popup runs it before its modules. There is no library in it. */
function firstReadBundle(config: Config): BuildOptions {
  const entryPoints = { 'prefetch-session': 'src/extension/popup/prefetch-session.ts' };
  return { ...sharedOptions(config), entryPoints, format: 'iife', banner: {} };
}

/** Calls `rebuild` some time after a source has changed; logs a failed rebuild and waits for the next change. */
function watchSources(rebuild: () => Promise<void>): AbortController {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const onChange = () => {
    clearTimeout(timer);
    // One after the other: esbuild answers with the build that runs, which may have read a source before it was saved.
    timer = setTimeout(() => {
      last = last.then(rebuild).catch((error: unknown) => console.error(error));
    }, SETTLE);
  };
  for (const source of ['src', 'popup.html', 'manifest.json']) {
    watch(path.join(ROOT, source), { recursive: source === 'src', signal: controller.signal }, onChange);
  }
  return controller;
}
