import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { shareLockHelpers } from './lock-helpers.ts';

/** A module that replaces a library's module completely. */
interface LockOverride {
  /** Matches the path of the library's module, with `/` as the separator. */
  readonly replaces: RegExp;
  /** The path of the override, relative to the project's folder. */
  readonly by: string;
  readonly reason: string;
  /** Matches the files whose imports are changed. If it is missing, the imports of all library files are changed. */
  readonly importedBy?: RegExp;
}

/** Every library module that has an override. The notes for the stores' reviewers are generated from this table. */
export const LOCK_OVERRIDES: readonly LockOverride[] = [
  {
    replaces: /auth0-lock\/lib\/core\.js$/,
    by: 'src/sdk/lock/overrides/core.ts',
    reason: 'carries 188 KB of CSS for a <style> that the content security policy forbids',
  },
  {
    replaces: /auth0-lock\/lib\/utils\/cdn_utils\.js$/,
    by: 'src/sdk/lock/overrides/cdn-utils.ts',
    reason: 'loads settings and dictionaries by <script src>',
  },
  {
    replaces: /auth0-lock\/lib\/field\/captcha\/captcha_pane\.js$/,
    by: 'src/sdk/lock/overrides/no-captcha.ts',
    reason:
      "shows captchas, which Auth0 doesn't support in a form of our own, and loads their vendors' scripts",
  },
  {
    replaces: /auth0-lock\/lib\/connection\/captcha\.js$/,
    by: 'src/sdk/lock/overrides/no-captcha.ts',
    reason: "requests captchas and sends their answers, which Auth0 doesn't support in a form of our own",
  },
  {
    replaces: /auth0-lock\/lib\/avatar\/gravatar_provider\.js$/,
    by: 'src/sdk/lock/overrides/gravatar-provider.ts',
    reason: 'loads pictures by JSONP, a <script src>',
  },
  {
    replaces: /auth0-lock\/lib\/core\/web_api\/p2_api\.js$/,
    by: 'src/sdk/lock/overrides/web-api-client.ts',
    reason:
      'has auth0-js sign in through hidden iframes and the implicit grant, load captcha scripts, and serve Cordova',
  },
  {
    replaces: /auth0-lock\/lib\/engine\/classic\.js$/,
    importedBy: /auth0-lock\/lib\/connection\/enterprise\.js$/,
    by: 'src/sdk/lock/overrides/classic-engine.ts',
    reason:
      'brings the form for passwords into the form for codes, for a function that only calls another one',
  },
  {
    replaces: /auth0-lock\/lib\/index\.js$/,
    by: 'src/sdk/lock/overrides/lock-index.ts',
    reason: 'has the classes of both forms, of which a page shows one, and is imported without being used',
  },
  {
    replaces: /auth0-lock\/lib\/core\/sso\/data\.js$/,
    by: 'src/sdk/lock/overrides/sso-data.ts',
    reason: 'asks who signed in last, for the options sso and rememberLastLogin, which are off',
  },
  {
    replaces: /auth0-lock\/lib\/core\/sso\/last_login_screen\.js$/,
    by: 'src/sdk/lock/overrides/unused-screen.ts',
    reason: 'shows who signed in last, for the option rememberLastLogin, which is off',
  },
  {
    replaces: /auth0-lock\/lib\/connection\/enterprise\/kerberos_screen\.js$/,
    by: 'src/sdk/lock/overrides/unused-screen.ts',
    reason: 'is for a network that single sign-on tells of, which is off',
  },
  {
    replaces: /auth0-lock\/lib\/engine\/classic\/mfa_login_screen\.js$/,
    by: 'src/sdk/lock/overrides/unused-screen.ts',
    reason: "is for an endpoint that is not called; the tenant's own page asks for a second factor",
  },
  {
    replaces: /qs\/lib\/index\.js$/,
    by: 'src/sdk/lock/overrides/qs.ts',
    reason: 'is 22 KB with what it needs, and comes with polyfills that build functions from strings',
  },
  {
    replaces: /react-transition-group\/cjs\/index\.js$/,
    by: 'src/sdk/lock/overrides/react-transition-group.ts',
    reason: 'has every component of the package, as CommonJS; these are the two in use, as ES modules',
  },
];

/** Replaces the modules of `LOCK_OVERRIDES`, and resolves modules of `auth0-js` that its `exports` doesn't list. */
export function lockOverrides(root: string): Plugin {
  return {
    name: 'lock-overrides',
    async setup(build) {
      await shareLockHelpers(root).setup(build);
      build.onResolve({ filter: /^auth0-js\/src\// }, ({ path: name }) => ({
        path: path.join(root, 'node_modules', `${name}.js`),
      }));
      build.onResolve({ filter: /./ }, async ({ path: name, pluginData, ...args }) => {
        if (pluginData === SEEN || args.kind === 'entry-point' || !args.importer.includes('node_modules'))
          return;
        const found = await build.resolve(name, { ...args, pluginData: SEEN });
        if (found.errors.length > 0) return;
        const file = found.path.replaceAll('\\', '/');
        const importer = args.importer.replaceAll('\\', '/');
        const override = LOCK_OVERRIDES.find(
          ({ replaces, importedBy = /./ }) => replaces.test(file) && importedBy.test(importer),
        );
        if (override === undefined) return found;
        return { path: override.by, namespace: NAMESPACE };
      });
      // A module required from here is resolved like any module of the project, and imports CommonJS modules in the same
      // way.
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path: name }) => ({
        contents: `module.exports = require(${JSON.stringify(`./${name}`)});`,
        resolveDir: root,
      }));
    },
  };
}

/** Namespace of the modules that import an override instead of a library's module. */
const NAMESPACE = 'lock-override';

/** Marks a resolution that the plugin itself requested, to prevent recursion. */
const SEEN = Symbol('lock-overrides');

/**
 * Returns Lock's stylesheet: the string that `auth0-lock/lib/core.js` would put into a `<style>`. Rejects if it isn't
 * found.
 */
export async function lockStylesheet(root: string): Promise<string> {
  const core = await readFile(path.join(root, 'node_modules/auth0-lock/lib/core.js'), 'utf8');
  const literal = /^var css = ("(?:[^"\\]|\\.)*");$/m.exec(core)?.[1];
  if (literal === undefined) throw new Error('auth0-lock/lib/core.js has no CSS string where it used to be.');
  const css: unknown = JSON.parse(literal);
  if (typeof css !== 'string') throw new TypeError('The CSS of auth0-lock/lib/core.js is not a string.');
  return css;
}
