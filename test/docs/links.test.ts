import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../src/tooling/build/addresses.ts';
import { BROWSERS, type SourceManifest } from '../../src/tooling/build/manifest.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { anchorsOf, blocksOf, type Document, documents, inlineCodeOf, linksOf, read } from './documents.ts';

const all = await documents();

/** Returns the links within the repository whose file or heading is missing. */
function deadLinks(document: Document): string[] {
  return linksOf(document).filter(
    (target) => !/^[a-z][a-z0-9+.-]*:/i.test(target) && !leadsSomewhere(document, target),
  );
}

function leadsSomewhere({ file }: Document, target: string): boolean {
  const [name = '', anchor] = target.split('#');
  const linked = name === '' ? file : path.posix.normalize(path.posix.join(path.posix.dirname(file), name));
  if (linked.startsWith('..') || !existsSync(path.join(ROOT, linked))) return false;
  if (anchor === undefined) return true;
  const document = all.find((candidate) => candidate.file === linked);
  return document !== undefined && anchorsOf(document).includes(anchor);
}

/** Names of files without their folders. */
const fileNames = new Set(
  ['src', 'test'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.basename(file),
    ),
  ),
);

/** Files and folders that a build, a developer or an administrator makes, or that belong to another repository. */
const MADE =
  /^(?:dist|chunks|screenshots|languages|_locales|main\/docs)\/|\/CODE\.|^(?:BUILDING\.md|(?:background|lock|popup)\.js|lock\.css|diagnostics\.html|policies\.json)$/;

/** Returns the files and folders named in code that are missing: by a path from a common folder, or by a file's name alone. */
function missingFiles(document: Document): string[] {
  const folders = ['.', 'src', 'src/sdk', 'test', path.dirname(document.file), 'node_modules'];
  return inlineCodeOf(document)
    .flatMap(withoutBraces)
    .filter(
      (code) => /^[\w@.][\w@./-]+(?:\.(?:ts|js|mjs|css|html|json|md|svg)|\/)$/.test(code) && !MADE.test(code),
    )
    .filter(
      (name) => !fileNames.has(name) && !folders.some((folder) => existsSync(path.join(ROOT, folder, name))),
    );
}

/** Returns the paths that `a/{b,c}.ts` stands for. */
function withoutBraces(code: string): string[] {
  const [, before = '', names = '', after = ''] = /^([^{]*)\{([^}]+)\}(.*)$/.exec(code) ?? [];
  return names === '' ? [code] : names.split(',').map((name) => `${before}${name}${after}`);
}

/** The words in all code and settings of the project. */
const known = new Set(
  ['src', 'test', 'manifest.json', 'package.json']
    .flatMap((name) => {
      const inFolder = () => readdirSync(path.join(ROOT, name), { recursive: true, encoding: 'utf8' });
      return name.endsWith('.json') ? [name] : inFolder().map((file) => path.join(name, file));
    })
    .filter((file) => /\.(?:tsx?|mjs|json|html|css)$/.test(file))
    .flatMap((file) => read(file).match(/\w+/g) ?? []),
);

/** Returns the names in code, such as `getUser()`, that neither the project nor a block of the document contains. */
function unknownNames(document: Document): string[] {
  const own = blocksOf(document)
    .map(({ text }) => text)
    .join();
  return inlineCodeOf(document)
    .flatMap(
      (text) => /^([a-z]\w*[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Z]+_[A-Z_]+)(?:\(.*\))?$/.exec(text)?.[1] ?? [],
    )
    .filter((name) => !known.has(name) && !own.includes(name));
}

describe.each(all)('$file', (document) => {
  it('has links with targets that exist', () => {
    expect(deadLinks(document)).toEqual([]);
  });

  it('names files that exist', () => {
    expect(missingFiles(document)).toEqual([]);
  });

  it('names functions and types that exist', () => {
    // It names functions of other libraries.
    const isExempt = document.file === 'docs/moving.md';
    expect(isExempt ? [] : unknownNames(document)).toEqual([]);
  });

  it('shows no addresses of another extension', () => {
    const manifest: SourceManifest = JSON.parse(read('manifest.json'));
    const own = BROWSERS.flatMap((browser) => Object.values(addressesOf(manifest, browser)).flat());
    const shown = document.text.match(
      /chrome-extension:\/\/[a-p]{32}|https:\/\/(?:[a-p]{32}\.chromiumapp|[0-9a-f]{40}\.extensions\.allizom)\.org/g,
    );
    expect((shown ?? []).filter((address) => !own.some((mine) => mine.startsWith(address)))).toEqual([]);
  });
});

it.each([
  ['a file', '[a](../src/b.ts)', '../src/b.ts'],
  ['a heading', '# One\n[a](#two)', '#two'],
  ["another document's heading", '[a](../README.md#two-many)', '../README.md#two-many'],
  ['a picture', '![a](b.png)', 'b.png'],
])('finds a dead link to %s', (_what, text, target) => {
  expect(deadLinks({ file: 'docs/a.md', text })).toEqual([target]);
});
