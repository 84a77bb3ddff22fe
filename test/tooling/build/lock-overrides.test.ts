import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOCK_OVERRIDES, OVERRIDES_FOLDER } from '../../../src/tooling/build/lock-overrides.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { builtPackages } from '../../package/built.ts';

it.each(LOCK_OVERRIDES)('$replaces exists, and a build contains $by', async ({ replaces, by }) => {
  expect(existsSync(path.join(ROOT, 'node_modules', replaces))).toBe(true);
  const { metafiles } = await builtPackages('embedded');
  expect(metafiles.flatMap(({ inputs }) => Object.keys(inputs))).toContain(`${OVERRIDES_FOLDER}/${by}`);
});

describe.each([
  ['embedded', 'classic', 'passwordless'],
  ['passwordless', 'passwordless', 'classic'],
] as const)('a build for %s sign-in', (login, engine, other) => {
  /** Paths from the project's root. */
  let modules: readonly string[];
  beforeAll(async () => {
    const { metafiles } = await builtPackages(login);
    modules = [...new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)))];
  });
  const found = (name: string) => modules.filter((module) => module.endsWith(`/${name}`));

  it.each(LOCK_OVERRIDES.filter(({ importedBy }) => importedBy === undefined))(
    'does not contain $replaces',
    ({ replaces }) => expect(found(replaces)).toEqual([]),
  );

  it(`contains the engine of the ${engine} form only`, () => {
    expect(found(`auth0-lock/lib/engine/${engine}.js`)).toHaveLength(1);
    expect(found(`auth0-lock/lib/engine/${other}.js`)).toEqual([]);
  });

  it('contains no module of auth0-js', () => {
    expect(modules.filter((module) => /\/(superagent|auth0-js)\//.test(module))).toEqual([]);
  });
});
