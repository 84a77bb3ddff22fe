import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What the lock file says of one package: the names (and ranges) of what it needs, on this machine or another. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * Names of packages that something locked needs and the lock file does not hold. `npm ci` refuses such a file,
 * while `npm install` on the machine that wrote it says nothing: the programs of other systems are the usual gap.
 */
function missingFrom(packages: LockedPackages): string[] {
  return Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(
      (name) => !foldersAbove(place).some((folder) => `${folder}node_modules/${name}` in packages),
    ),
  );
}

/** Where Node looks for a package that is needed at `place`: there, and in each package around it. */
function foldersAbove(place: string): string[] {
  const around = place.split('/node_modules/').slice(0, -1);
  const outer = around.map((_, index) => `${around.slice(0, index + 1).join('/node_modules/')}/`);
  return ['', ...outer, place === '' ? '' : `${place}/`];
}

describe('the lock file', () => {
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
