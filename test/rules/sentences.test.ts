/** What people read is in `src/locales/` and nowhere else. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/tooling/build/project-files.ts';

/** Rooms of what people read, and of what developers read: the build, what Lock's modules say, the bug report. */
const NOT_LOOKED_AT = /^src\/(?:locales\/|build\/|lock\/modules\/|views\/bug-report\.ts$)/;

/** A sentence between quotes, and what stands before it. */
const SENTENCE =
  /(?<before>\S*\(?)\s*(?<quote>['"`])(?<text>[A-Z](?:(?!\k<quote>)[^\n])* [^\n]*?[.?!…])\k<quote>/g;

/** The console, and errors that become the `cause` of a `LatchkeyError`. */
const FOR_THE_CONSOLE = /(?:\bconsole\.error|\b(?:Type|Range)?Error)\($/;

/** What stands in a page in every language, and why. */
const UNTRANSLATED: ReadonlyMap<string, string> = new Map([
  ['Allowed Callback URLs, Allowed Logout URLs', "names of fields in Auth0's dashboard, which is in English"],
  ['Allowed Web Origins, Allowed Origins (CORS)', "names of fields in Auth0's dashboard"],
  ['example.eu.auth0.com', 'an example of an address'],
]);

/** The sentences of a source that people could come to read. */
function sentencesIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
  const written = [...code.matchAll(SENTENCE)]
    .filter(({ groups: { before = '' } = {} }) => !FOR_THE_CONSOLE.test(before))
    .map(({ groups: { text = '' } = {} }) => text);
  const put = [...code.matchAll(/\b(?:textContent|title|ariaLabel) = ['"`]([^'"`]*[a-z][^'"`]*)/g)];
  return [...written, ...put.map(([, text = '']) => text)];
}

/** The words that stand in a page itself. */
function wordsIn(page: string): string[] {
  const texts = page.replace(/<!.*?>|<[^>]*>/gs, '\n').split('\n');
  const spoken = [...page.matchAll(/\s(?:aria-label|alt|title|placeholder)="([^"]*)"/g)];
  return [...texts, ...spoken.map(([, text = '']) => text)]
    .map((text) => text.trim())
    .filter((text) => text !== '' && text !== '%NAME%');
}

const sources = (await readdir(path.join(ROOT, 'src'), { recursive: true })).map(
  (file) => `src/${file.replaceAll('\\', '/')}`,
);
const files = sources.filter((file) => file.endsWith('.ts') && !NOT_LOOKED_AT.test(file));
const pages = ['popup.html', ...sources.filter((file) => file.endsWith('.html'))];

describe('no sentence for people stands', () => {
  it('in a script', async () => {
    const read = async (file: string) => sentencesIn(await readFile(path.join(ROOT, file), 'utf8'));
    const found = await Promise.all(
      files.map(async (file) => (await read(file)).map((text) => `${file}: ${text}`)),
    );
    expect(found.flat()).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  const readWords = async (page: string) => wordsIn(await readFile(path.join(ROOT, page), 'utf8'));

  it.each(pages)('in %s', async (page) => {
    expect((await readWords(page)).filter((text) => !UNTRANSLATED.has(text))).toEqual([]);
  });

  it('among the exceptions that is in no page', async () => {
    const words = await Promise.all(pages.map(readWords));
    expect(words.flat().filter((text) => UNTRANSLATED.has(text))).toEqual([...UNTRANSLATED.keys()]);
  });
});

describe('a sentence for people is seen', () => {
  it.each([
    ["throw new LatchkeyError('lock-failed', 'It failed. Try again.');", 'It failed. Try again.'],
    [
      "new LatchkeyError(\n  'lock-failed',\n  `It failed (twice). Try again.`,\n);",
      'It failed (twice). Try again.',
    ],
    ['asLatchkeyError(error, code, "It failed. Isn\'t it?")', "It failed. Isn't it?"],
    ["state.textContent = 'None yet';", 'None yet'],
  ])('in %j', (source, sentence) => {
    expect(sentencesIn(source)).toEqual([sentence]);
  });

  it.each([
    ['<p id="state">Loading…</p>', 'Loading…'],
    ['<section aria-label="Account"></section>', 'Account'],
    ['<title>%NAME% diagnostics</title>', '%NAME% diagnostics'],
  ])('in %j', (page, words) => {
    expect(wordsIn(page)).toEqual([words]);
  });

  it.each([
    "console.error('It failed. Try again.', error);",
    "new LatchkeyError(code, words, { cause: new Error('It failed again.') });",
    "throw new TypeError(\n  'It is not there.',\n);",
    '// throw new LatchkeyError(code, "It failed. Try again.");',
    "setAttribute('aria-label', translate('account'));",
  ])('and not where it is for developers, in %j', (source) => {
    expect(sentencesIn(source)).toEqual([]);
  });
});
