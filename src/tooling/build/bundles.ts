import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import type { Config } from '../../sdk/config.ts';
import { CATALOGUES } from './extension-messages.ts';
import { extensionPolyfill } from './extension-polyfill.ts';
import { lockAssets } from './lock-assets.ts';
import { lockOverrides } from './lock-overrides.ts';
import { ROOT } from './project-files.ts';

/** Absolute paths of overrides, by the path of the module that each replaces: `src/extension/branding.ts`. */
export type Overrides = Readonly<Record<string, string>>;

const LANGUAGES = Object.keys(CATALOGUES);

/** The script of each language's module. */
const LANGUAGE_SCRIPTS = Object.fromEntries(
  LANGUAGES.map((code) => [`./${code}.ts`, `./language-${code}.js`]),
);

/** Returns the options of every bundle in a package. */
export function bundlesOf(config: Config, overrides: Overrides): BuildOptions[] {
  const bundles = [
    popupBundle(config),
    signInBundle(config),
    languagesBundle(config),
    prefetchBundle(config),
    pageBundle(config, 'diagnostics'),
    pageBundle(config, 'options'),
    backgroundBundle(config),
  ];
  return bundles.map(({ plugins = [], ...options }) => ({
    ...options,
    plugins: [overrideModules(overrides), extensionPolyfill(), ...plugins],
  }));
}

/** Options of every bundle, also of the SDK. */
export const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: 'utf8',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  outdir: '.',
  platform: 'browser',
  write: false,
} as const satisfies BuildOptions;

/** Minimum versions of the browsers. */
export const BROWSER_TARGETS = ['chrome150', 'firefox153'];

function sharedOptions(config: Config): BuildOptions {
  return {
    ...COMMON,
    define: {
      __LATCHKEY_CONFIG__: JSON.stringify(JSON.stringify(config)),
      'process.env.NODE_ENV': '"production"',
    },
    // tooling/build/licenses.ts writes their full text to that file.
    banner: { js: '/* Licenses of the libraries in this file: licenses.txt */' },
    minify: true,
    target: BROWSER_TARGETS,
  };
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
    plugins: [lockAssets(), lockOverrides()],
    splitting: true,
  };
}

/** Bundles language-CODE.js, the SDK's texts in one language. A page loads one of them when it shows a message. */
function languagesBundle(config: Config): BuildOptions {
  const entries = LANGUAGES.map((code) => [`language-${code}`, `src/sdk/locales/${code}.ts`]);
  return { ...sharedOptions(config), entryPoints: Object.fromEntries(entries) };
}

/**
 * Bundles the script of one page separately. Modules shared with the popup would only split the popup's script into more
 * files.
 */
function pageBundle(config: Config, name: 'diagnostics' | 'options'): BuildOptions {
  return {
    ...sharedOptions(config),
    entryPoints: { [name]: `src/extension/${name}/${name}.ts` },
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
function prefetchBundle(config: Config): BuildOptions {
  const entryPoints = { 'prefetch-session': 'src/extension/popup/prefetch-session.ts' };
  return { ...sharedOptions(config), entryPoints, format: 'iife', banner: {} };
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

/** Replaces modules wherever they are imported by a relative path. An override can import the original. */
function overrideModules(overrides: Overrides): Plugin {
  return {
    name: 'overrides',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: name, importer, resolveDir }) => {
        const requested = path.relative(ROOT, path.resolve(resolveDir, name)).replaceAll('\\', '/');
        const override = overrides[requested];
        return override === undefined || importer === override ? undefined : { path: override };
      });
    },
  };
}
