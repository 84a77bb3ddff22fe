import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../src/tooling/build/addresses.ts';
import { BROWSERS, type SourceManifest } from '../../src/tooling/build/manifest.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { anchorsOf, type Document, documents, inlineCodeOf, linksOf } from './documents.ts';

const all = await documents();

/** The links of a document that lead nowhere; those out of the repository are not followed. */
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

/**
 * Files that a document names in code and that are not there. Each may be named from the root or from a room, or by its
 * name alone where the sentence says the room.
 */
function missingFiles(document: Document): string[] {
  const rooms = ['.', 'src', 'test', path.dirname(document.file), 'node_modules'];
  const named = inlineCodeOf(document).filter((code) =>
    /^[\w@./-]+\.(?:ts|js|mjs|css|html|json|md|svg)$/.test(code),
  );
  const isThere = (name: string) =>
    rooms.some((room) => existsSync(path.join(ROOT, room, name))) || fileNames.has(name);
  return named.filter((name) => !isMade(name) && !isThere(name));
}

/** The names of all files of the rooms, without their folders. */
const fileNames = new Set(
  ['src', 'test'].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.basename(file),
    ),
  ),
);

/** What a build, a test or a developer makes is not in the repository; `CODE` is that of any language. */
function isMade(name: string): boolean {
  return /^(?:dist|languages|_locales)\/|\/CODE\./.test(name) || MADE.includes(name);
}

const MADE = ['BUILDING.md', 'background.js', 'diagnostics.html', 'lock.css', 'lock.js', 'popup.js'];

describe.each(all)('$file', (document) => {
  it('has links that lead somewhere', () => {
    expect(deadLinks(document)).toEqual([]);
  });

  it('names files that are there', () => {
    expect(missingFiles(document)).toEqual([]);
  });

  it("shows no other extension's addresses", () => {
    const manifest: SourceManifest = JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8'));
    const own = BROWSERS.flatMap((browser) => Object.values(addressesOf(manifest, browser)).flat());
    const shown = document.text.match(
      /chrome-extension:\/\/[a-p]{32}|https:\/\/(?:[a-p]{32}\.chromiumapp|[0-9a-f]{40}\.extensions\.allizom)\.org/g,
    );
    expect((shown ?? []).filter((address) => !own.some((mine) => mine.startsWith(address)))).toEqual([]);
  });
});

describe('a document', () => {
  const file = 'docs/a.md';

  it.each([
    ['a file that is not there', '[a](../src/b.ts)', '../src/b.ts'],
    ['a heading that is not there', '# One\n[a](#two)', '#two'],
    ['a heading that another document has not', '[a](../README.md#two-many)', '../README.md#two-many'],
    ['a place outside of the repository', '[a](../../b.md)', '../../b.md'],
    ['a picture that is not there', '![a](b.png)', 'b.png'],
  ])('is seen to link to %s', (_what, text, target) => {
    expect(deadLinks({ file, text })).toEqual([target]);
  });

  it.each([
    '[a](../README.md#run-it)',
    '[a](publishing.md)',
    '[a](https://example.com/b)',
    '`[a](b.md)`',
    '```\n[a](b.md)\n```',
  ])('is not blamed for %s', (text) => {
    expect(deadLinks({ file, text })).toEqual([]);
  });

  it('is seen to name a file that is not there', () => {
    expect(
      missingFiles({ file, text: '`session/nothing.ts`, `sdk/session/session.ts`, `session.ts`, `a.b`' }),
    ).toEqual(['session/nothing.ts']);
  });

  it('has an anchor for each heading, as GitHub gives them', () => {
    const text = '# One: `two`!\n## Über_all 3\n## One two\n```\n# no heading\n```\n';
    expect(anchorsOf({ file, text })).toEqual(['one-two', 'über_all-3', 'one-two-1']);
  });
});
