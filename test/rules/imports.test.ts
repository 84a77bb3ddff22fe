import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { builtPackages } from '../package/built.ts';

/** The code of every TypeScript file of `src/` without comments, by its path from the root. */
const sources = new Map(
  readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .map((file) => [file, withoutComments(readFileSync(path.join(ROOT, file), 'utf8'))]),
);

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

/** Imports of values and types: paths from the root, and names of packages as they are written. */
const imports = [...sources].flatMap(([file, source]) =>
  [...source.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => ({
    file,
    name: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
  })),
);

/** Returns `file → import` for imports of matching files that `isAllowed` doesn't allow. */
function violations(files: RegExp, isAllowed: (name: string) => boolean): string[] {
  return imports
    .filter(({ file, name }) => files.test(file) && !isAllowed(name))
    .map(({ file, name }) => `${file} → ${name}`);
}

const isPackage = (name: string) => !name.startsWith('src/') && !/^latchkey(\/|$)/.test(name);

describe('imports', () => {
  it.each([
    ['src/sdk: itself and packages', /^src\/sdk\//, /^src\/sdk\//],
    [
      'src/extension: itself, `latchkey/*` and packages',
      /^src\/extension\//,
      /^(src\/extension\/|latchkey(\/|$))/,
    ],
    ['everything but src/tooling: no src/tooling', /^src\/(?!tooling\/)/, /^(?!src\/tooling\/)/],
    [
      'modules below the views (badge, menu, notification, Lock): no locales',
      /^src\/sdk\/(session|tenant|storage|settings|use-cases|browser(?!\/(badge|menu|notification))|lock\/tenant-requests)/,
      /^(?!src\/sdk\/(locales\/|i18n\.ts))/,
    ],
  ])('of %s', (_rule, files, allowed) => {
    expect(violations(files, (name) => isPackage(name) || allowed.test(name))).toEqual([]);
  });

  it.each([
    ['oauth4webapi', /^src\/sdk\/(tenant|lock)\//],
    ['auth0-lock', /^src\/sdk\/lock\//],
    ['auth0-js', /^$/],
    ['webextension-polyfill', /^src\/sdk\/(browser\/|storage\/|background-listeners\.ts)/],
  ])('of %s are in one folder', (library, folder) => {
    const isLibrary = (name: string) => name === library || name.startsWith(`${library}/`);
    expect(violations(/./, (name) => !isLibrary(name)).filter((found) => !folder.test(found))).toEqual([]);
  });
});

it('no source makes HTML or code from text', () => {
  const unsafe =
    /\beval\s*\(|\bnew\s+Function\b|\b(innerHTML|outerHTML|insertAdjacentHTML)\b|\bdocument\.(write|cookie)\b/;
  // The package check names what it looks for.
  const found = [...sources].filter(
    ([file, source]) => !file.startsWith('src/tooling/') && unsafe.test(source),
  );
  expect(found.map(([file]) => file)).toEqual([]);
});

it('the background has no module of Lock, and no page loads unused texts', async () => {
  const { metafiles } = await builtPackages('embedded');
  const bundles = metafiles.flatMap(({ outputs }) => Object.entries(outputs));
  const sourcesOf = (bundle: RegExp) =>
    bundles.filter(([file]) => bundle.test(file)).flatMap(([, { inputs }]) => Object.keys(inputs));
  expect(sourcesOf(/background\.js$/)).toContain('src/sdk/background.ts');
  expect(sourcesOf(/background\.js$/).filter((file) => file.includes('/lock/'))).toEqual([]);
  const ofPages = sourcesOf(/^(?!background|language-)/);
  expect(ofPages.filter((file) => /\/locales\/[a-z]{2}\.ts$/.test(file))).toEqual([]);
});
