import path from 'node:path';
import type { Plugin } from 'esbuild';
import { shareLockHelpers } from './lock-helpers.ts';
import { LOCK_LIBRARY, ROOT } from './project-files.ts';

/** A module that replaces a library's module completely. */
interface LockOverride {
  /** The library's module, without `node_modules/`. */
  readonly replaces: string;
  /** The file name of the override. */
  readonly by: string;
  readonly reason: string;
  /** The only module whose imports are changed. If it is missing, the imports of all library modules are changed. */
  readonly importedBy?: string;
}

/** The folder of the overrides, relative to the project's folder. */
export const OVERRIDES_FOLDER = 'src/sdk/lock/overrides';

/** Every library module that has an override. The notes for the stores' reviewers are generated from this table. */
export const LOCK_OVERRIDES: readonly LockOverride[] = [
  {
    replaces: 'auth0-lock/lib/core.js',
    by: 'core.ts',
    reason: 'contains 188 KB of CSS for a <style>, which the content security policy blocks',
  },
  {
    replaces: 'auth0-lock/lib/utils/cdn_utils.js',
    by: 'unused.ts',
    reason: 'loads settings and dictionaries with <script src>',
  },
  {
    replaces: 'auth0-lock/lib/field/captcha/captcha_pane.js',
    by: 'unused.ts',
    reason:
      "shows captchas, which Auth0 doesn't support in an extension's form, and loads scripts from their vendors",
  },
  {
    replaces: 'auth0-lock/lib/connection/captcha.js',
    by: 'unused.ts',
    reason: "requests captchas and sends their solutions, which Auth0 doesn't support in an extension's form",
  },
  {
    replaces: 'auth0-lock/lib/avatar/gravatar_provider.js',
    by: 'unused.ts',
    reason: 'loads pictures with JSONP, which is a <script src>',
  },
  {
    replaces: 'auth0-lock/lib/core/web_api/p2_api.js',
    by: 'web-api-client.ts',
    reason:
      'makes auth0-js sign in with hidden iframes and the implicit grant, loads captcha scripts, and supports Cordova',
  },
  {
    replaces: 'auth0-lock/lib/engine/classic.js',
    importedBy: 'auth0-lock/lib/connection/enterprise.js',
    by: 'classic-engine.ts',
    reason: 'adds the form for passwords to the form for codes, for one function that only calls another',
  },
  {
    replaces: 'auth0-lock/lib/index.js',
    by: 'unused.ts',
    reason: 'contains the classes of both forms, of which a page shows one; its importers do not use it',
  },
  {
    replaces: 'auth0-lock/lib/core/sso/data.js',
    by: 'unused.ts',
    reason: 'requests the last signed-in user, for the options sso and rememberLastLogin, which are off',
  },
  {
    replaces: 'auth0-lock/lib/core/sso/last_login_screen.js',
    by: 'unused.ts',
    reason: 'shows the last signed-in user, for the option rememberLastLogin, which is off',
  },
  {
    replaces: 'auth0-lock/lib/connection/enterprise/kerberos_screen.js',
    by: 'unused.ts',
    reason: 'offers Kerberos on a network that the SSO data reports, and the option sso is off',
  },
  {
    replaces: 'auth0-lock/lib/engine/classic/mfa_login_screen.js',
    by: 'unused.ts',
    reason: "belongs to an endpoint that isn't called; the tenant's own page requests a second factor",
  },
  {
    replaces: 'react-transition-group/cjs/index.js',
    by: 'react-transition-group.ts',
    reason:
      'contains all components of the package as CommonJS; the override exports the two that are used, as ES modules',
  },
];

/** Replaces the modules of `LOCK_OVERRIDES`. */
export function lockOverrides(): Plugin {
  return {
    name: 'lock-overrides',
    async setup(build) {
      await shareLockHelpers(LOCK_LIBRARY).setup(build);
      build.onResolve({ filter: /./ }, async ({ path: name, pluginData, ...args }) => {
        if (pluginData === SEEN || args.kind === 'entry-point' || !args.importer.includes('node_modules'))
          return;
        const found = await build.resolve(name, { ...args, pluginData: SEEN });
        if (found.errors.length > 0) return;
        const isModule = (file: string, module: string) => file.replaceAll('\\', '/').endsWith(`/${module}`);
        const override = LOCK_OVERRIDES.find(
          ({ replaces, importedBy }) =>
            isModule(found.path, replaces) &&
            (importedBy === undefined || isModule(args.importer, importedBy)),
        );
        return override === undefined ? found : { path: override.by, namespace: NAMESPACE };
      });
      // A module required from here is resolved like any module of the project, and imports CommonJS modules in the same
      // way.
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path: name }) => ({
        contents: `module.exports = require('./${name}');`,
        resolveDir: path.join(ROOT, OVERRIDES_FOLDER),
      }));
    },
  };
}

/** Namespace of the modules that import an override instead of a library's module. */
const NAMESPACE = 'lock-override';

/** Marks a resolution that the plugin itself requested, to prevent recursion. */
const SEEN = Symbol('lock-overrides');
