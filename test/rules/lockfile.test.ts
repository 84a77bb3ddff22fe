import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A package in the lockfile: the names and ranges of its dependencies, also those for other systems. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * Returns the names of dependencies that the lockfile lacks, usually programs for other systems. `npm ci` rejects such a file,
 * but `npm install` on the computer that wrote it does not.
 */
function missingFrom(packages: LockedPackages): string[] {
  return Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(
      (name) => !foldersAbove(place).some((folder) => `${folder}node_modules/${name}` in packages),
    ),
  );
}

/** Returns the folders in which Node looks for a dependency of the package at `place`. */
function foldersAbove(place: string): string[] {
  const around = place.split('/node_modules/').slice(0, -1);
  const outer = around.map((_, index) => `${around.slice(0, index + 1).join('/node_modules/')}/`);
  return ['', ...outer, place === '' ? '' : `${place}/`];
}

describe('the lockfile', () => {
  it('contains every package that another needs, including those of other systems', () => {
    const { packages }: { packages: LockedPackages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    expect(missingFrom(packages)).toEqual([]);
  });

  it('is incomplete without a package for another system', () => {
    const packages = {
      '': { dependencies: { linter: '1.0.0' } },
      'node_modules/linter': { optionalDependencies: { 'linter-linux': '1', 'linter-darwin': '1' } },
      'node_modules/linter/node_modules/linter-linux': {},
    };
    expect(missingFrom(packages)).toEqual(['linter-darwin']);
  });

  it.each(['.', ...readdirSync('test/consumers').map((name) => `test/consumers/${name}`)])(
    'in %s names no registry',
    (folder) => {
      expect(readFileSync(`${folder}/package-lock.json`, 'utf8')).not.toContain('"resolved"');
    },
  );
});
