import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockModules, lockStylesheet, REPLACEMENTS } from '../../src/build/lock-modules.ts';
import { ROOT } from '../../src/build/root.ts';
import type { LoginKind } from '../../src/config.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-unit-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** A project in a temporary folder, with `core` as its Lock's `core.js`. */
async function lockWithCore(core: string): Promise<string> {
  const lib = path.join(folder, 'node_modules/auth0-lock/lib');
  await mkdir(lib, { recursive: true });
  await writeFile(path.join(lib, 'core.js'), core);
  return folder;
}

describe("Lock's stylesheet", () => {
  it('is the CSS that Lock would put into a <style>, whole', async () => {
    const css = await lockStylesheet(ROOT);
    expect(css.length).toBeGreaterThan(180_000);
    expect(css.includes('.auth0-lock.auth0-lock .auth0-lock-widget')).toBe(true);
    expect(css.trim().endsWith('}')).toBe(true);
  });

  it('asks nobody for anything: its pictures are in it', async () => {
    const css = await lockStylesheet(ROOT);
    const addresses = Array.from(
      css.matchAll(/(?:url\(|@import)\s*["']?([^"')]{0,40})/g),
      ([, address]) => address,
    );
    expect(addresses.filter((address) => !address?.startsWith('data:'))).toEqual([]);
  });

  it('is read as data: escapes become what they stand for', async () => {
    const root = await lockWithCore('"use strict";\nvar css = "a\\"b\\\\c\\nd";\nvar other = 1;\n');
    expect(await lockStylesheet(root)).toBe('a"b\\c\nd');
  });

  it.each([
    ['has none', 'var other = "x";\n'],
    ['computes it', 'var css = "a" + b;\n'],
    ['has it in a template', 'var css = `a`;\n'],
  ])('stops the build where a Lock of another version %s', async (_name, core) => {
    await expect(lockStylesheet(await lockWithCore(core))).rejects.toThrow(/no CSS string/);
  });
});

describe('each replacement', () => {
  const sources = readdir(path.join(ROOT, 'node_modules/auth0-lock/lib'), { recursive: true });

  it.each(REPLACEMENTS)('$by: says why, and exists', ({ by, because }) => {
    expect(because).not.toBe('');
    expect(existsSync(path.join(ROOT, by))).toBe(true);
  });

  it.each(REPLACEMENTS.filter(({ replaces }) => replaces.source.startsWith('auth0-lock')))(
    '$by: takes the place of exactly one module of Lock',
    async ({ replaces }) => {
      const files = (await sources).map((file) => `auth0-lock/lib/${file.replaceAll('\\', '/')}`);
      expect(files.filter((file) => replaces.test(file))).toHaveLength(1);
    },
  );
});

describe('in a bundle', () => {
  /** The modules that a bundle of `code` takes in, as paths from the project's root. */
  async function modulesOf(code: string, login: LoginKind = 'embedded'): Promise<string[]> {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      bundle: true,
      format: 'esm',
      logLevel: 'silent',
      metafile: true,
      outdir: folder,
      plugins: [lockModules(ROOT, login)],
      stdin: { contents: code, resolveDir: path.join(ROOT, 'src/lock') },
      write: false,
    });
    return Object.keys(metafile.inputs);
  }

  it.each([
    ['auth0-lock/lib/avatar', 'src/lock/modules/gravatar-provider.ts', 'gravatar_provider'],
    ['auth0-lock/lib/core/remote_data', 'src/lock/modules/cdn-utils.ts', 'cdn_utils'],
    ['auth0-lock/lib/core/web_api', 'src/lock/modules/web-api-client.ts', 'p2_api'],
    ['auth0-lock/lib/core/web_api', 'src/lock/web-auth.ts', 'auth0-js/dist'],
    ['auth0-lock/lib/core/remote_data', 'src/lock/modules/sso-data.ts', 'core/sso/data'],
    ['auth0-lock/lib/engine/classic', 'src/lock/modules/unused-screen.ts', 'mfa_login_screen'],
    ['auth0-lock/lib/engine/classic', 'src/lock/modules/unused-screen.ts', 'kerberos_screen'],
    ['auth0-lock/lib/engine/classic', 'src/lock/modules/unused-screen.ts', 'last_login_screen'],
    [
      'auth0-lock/lib/ui/box/chrome',
      'src/lock/modules/react-transition-group.ts',
      'react-transition-group/cjs',
    ],
    ['auth0-js/src/authentication/passwordless-authentication', 'src/lock/modules/qs.ts', 'node_modules/qs/'],
  ])('of %s, %s is there and %s is not', async (entry, replacement, replaced) => {
    const modules = await modulesOf(`import ${JSON.stringify(entry)};`);
    expect(modules.filter((module) => module.includes(replacement))).not.toEqual([]);
    const left = modules.filter((module) => module.includes(replaced) && !module.includes(replacement));
    expect(left).toEqual([]);
  });

  it.each<[LoginKind, string, string]>([
    ['embedded', 'engine/classic.js', 'engine/passwordless.js'],
    ['hosted', 'engine/classic.js', 'engine/passwordless.js'],
    ['passwordless', 'engine/passwordless.js', 'engine/classic.js'],
  ])('for %s sign-in there is one form: %s and not %s', async (login, engine, other) => {
    const modules = await modulesOf("import 'auth0-lock/lib/index';", login);
    expect(modules.filter((module) => module.endsWith(`auth0-lock/lib/${engine}`))).toHaveLength(1);
    expect(modules.filter((module) => module.endsWith(`auth0-lock/lib/${other}`))).toEqual([]);
  });
});
