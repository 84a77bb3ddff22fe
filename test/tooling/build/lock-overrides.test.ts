import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOCK_OVERRIDES, lockStylesheet } from '../../../src/tooling/build/lock-overrides.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { builtPackages } from '../../package/built.ts';

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
  it('is the complete CSS that Lock would add as a <style>', async () => {
    const css = await lockStylesheet(ROOT);
    expect(css.length).toBeGreaterThan(180_000);
    expect(css.includes('.auth0-lock.auth0-lock .auth0-lock-widget')).toBe(true);
    expect(css.trim().endsWith('}')).toBe(true);
  });

  it('contains its pictures, so that it sends no request', async () => {
    const css = await lockStylesheet(ROOT);
    const addresses = Array.from(
      css.matchAll(/(?:url\(|@import)\s*["']?([^"')]{0,40})/g),
      ([, address]) => address,
    );
    expect(addresses.filter((address) => !address?.startsWith('data:'))).toEqual([]);
  });

  it('is parsed as data, with escapes resolved', async () => {
    const root = await lockWithCore('"use strict";\nvar css = "a\\"b\\\\c\\nd";\nvar other = 1;\n');
    expect(await lockStylesheet(root)).toBe('a"b\\c\nd');
  });

  it.each([
    ['has none', 'var other = "x";\n'],
    ['computes it', 'var css = "a" + b;\n'],
    ['has it in a template', 'var css = `a`;\n'],
  ])('stops the build if a Lock of another version %s', async (_name, core) => {
    await expect(lockStylesheet(await lockWithCore(core))).rejects.toThrow(/no CSS string/);
  });
});

describe('every override', () => {
  const sources = readdir(path.join(ROOT, 'node_modules/auth0-lock/lib'), { recursive: true });

  it.each(LOCK_OVERRIDES)('$by: has a reason, and exists', ({ by, reason }) => {
    expect(reason).not.toBe('');
    expect(existsSync(path.join(ROOT, by))).toBe(true);
  });

  it.each(LOCK_OVERRIDES)('$by is in the build for passwords', async ({ by }) => {
    const { metafiles } = await builtPackages('embedded');
    expect(metafiles.flatMap(({ inputs }) => Object.keys(inputs))).toContain(by);
  });

  it.each(LOCK_OVERRIDES.filter(({ replaces }) => replaces.source.startsWith('auth0-lock')))(
    '$by: replaces exactly one module of Lock',
    async ({ replaces }) => {
      const files = (await sources).map((file) => `auth0-lock/lib/${file.replaceAll('\\', '/')}`);
      expect(files.filter((file) => replaces.test(file))).toHaveLength(1);
    },
  );
});

describe.each([
  ['embedded', 'engine/classic.js', 'engine/passwordless.js'],
  ['passwordless', 'engine/passwordless.js', 'engine/classic.js'],
] as const)('in a build for %s sign-in', (login, engine, other) => {
  /** Paths from the project's root. */
  let modules: readonly string[];
  beforeAll(async () => {
    const { metafiles } = await builtPackages(login);
    modules = [...new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)))];
  });

  it.each(LOCK_OVERRIDES.filter(({ importedBy }) => importedBy === undefined))(
    '$replaces is not included',
    ({ replaces }) => expect(modules.filter((module) => replaces.test(module))).toEqual([]),
  );

  it('one form is included: the other engine is not', () => {
    expect(modules.filter((module) => module.endsWith(`auth0-lock/lib/${engine}`))).toHaveLength(1);
    expect(modules.filter((module) => module.endsWith(`auth0-lock/lib/${other}`))).toEqual([]);
  });

  it("the browser's fetch is the only sender of requests, without auth0-js's own bundle", () => {
    expect(modules.filter((module) => /\/(superagent|auth0-js\/dist)\//.test(module))).toEqual([]);
  });
});
