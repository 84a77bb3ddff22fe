import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeholdersOf } from '../../../src/tooling/build/extension-messages.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { ENGLISH, TEXTS, type TextName } from '../../support/texts.ts';

const NAMES = Object.keys(ENGLISH) as TextName[];

const FROM_LEFT = 'it is read from the left, as English is';
const LOANWORD = 'the language has taken the word over from English';
const SAME_WORD = 'both languages have the word from Latin';

/** What is written as in English, by language, and why that is right. */
const SAME_AS_ENGLISH: Readonly<Record<string, Partial<Record<TextName, string>>>> = {
  ar: {},
  de: {
    direction: FROM_LEFT,
    domain: LOANWORD,
  },
  es: { direction: FROM_LEFT },
  fr: { direction: FROM_LEFT, options: SAME_WORD },
  ja: { direction: FROM_LEFT },
};

/** Words of English that no other of our languages has, but as a part of a name in Auth0's dashboard. */
const ENGLISH_WORDS = /\b(?:the|this|that|is|are|your?|again|could|not|with|sign(?:ed|ing)?|out|failed)\b/i;
const NAMES_IN_DASHBOARD = /Allowed? [A-Z]\w*[\w -]*(?:\(CORS\))?|Refresh Token/g;

const others = Object.entries(TEXTS).filter(([code]) => code !== 'en');

describe.each(others)('the catalogue of %s', (code, catalogue) => {
  it('has every message, no other, and in the same order', () => {
    expect(Object.keys(catalogue)).toEqual(NAMES);
  });

  it('has the placeholders of English', () => {
    const differing = NAMES.filter(
      (name) => placeholdersOf(catalogue[name]).join() !== placeholdersOf(ENGLISH[name]).join(),
    );
    expect(differing).toEqual([]);
  });

  it('is fully translated', () => {
    const same = NAMES.filter((name) => catalogue[name] === ENGLISH[name]);
    expect(same).toEqual(Object.keys(SAME_AS_ENGLISH[code] ?? {}));
    const mixed = NAMES.filter((name) =>
      ENGLISH_WORDS.test(catalogue[name].replace(NAMES_IN_DASHBOARD, '').replace(/\{\w+\}/g, '')),
    );
    expect(mixed).toEqual([]);
  });

  it('names variables and Dashboard fields as English does', () => {
    const namesIn = (text: string) =>
      (
        text.match(
          /AUTH0_\w+|Allowed (?:Callback URLs|Logout URLs|Web Origins|Origins \(CORS\))|offline_access/g,
        ) ?? []
      ).sort();
    const differing = NAMES.filter(
      (name) => namesIn(catalogue[name]).join() !== namesIn(ENGLISH[name]).join(),
    );
    expect(differing).toEqual([]);
  });

  it('has no text that is empty, or begins or ends with a space', () => {
    expect(
      NAMES.filter((name) => catalogue[name].trim() !== catalogue[name] || catalogue[name] === ''),
    ).toEqual([]);
  });
});

describe('the message names', () => {
  let sources: string;
  let pages: string;
  beforeAll(async () => {
    const read = (file: string) => readFile(path.join(ROOT, file), 'utf8');
    const entries = await readdir(path.join(ROOT, 'src'), { recursive: true });
    const files = entries.filter(
      (file) =>
        file.endsWith('.ts') &&
        !/^(?:sdk[\\/]locales[\\/](?![a-z-]+-messages|form-text)|tooling[\\/])/.test(file),
    );
    const texts = await Promise.all(files.map((file) => read(path.join('src', file))));
    // Elsewhere a literal that reads like a name is something else: `storage`, `origin`.
    sources = texts
      .filter((text) =>
        /from '[^']*(?:locales\/|page-messages|(?:translate|catalogue|error-messages)\.ts)/.test(text),
      )
      .join('\n');
    const html = [
      'popup.html',
      'src/extension/diagnostics/diagnostics.html',
      'src/extension/options/options.html',
      'manifest.json',
    ];
    pages = (await Promise.all(html.map(read))).join('\n');
  });

  const namesInPages = () =>
    [...pages.matchAll(/data-i18n(?:-label)?="([^"]*)"|__MSG_(\w+)__/g)].map(([, a, b]) => a ?? b ?? '');

  it('are all used', () => {
    const used = new Set(namesInPages());
    expect(NAMES.filter((name) => !used.has(name) && !sources.includes(`'${name}'`))).toEqual([]);
  });

  it('include each that a page uses, without placeholders', () => {
    const wrong = namesInPages().filter(
      (name) => !(name in ENGLISH) || placeholdersOf(ENGLISH[name as TextName]).length > 0,
    );
    expect(wrong).toEqual([]);
  });

  it('are valid for browsers, which ignore case', () => {
    expect(NAMES.filter((name) => !/^\w+$/.test(name))).toEqual([]);
    expect(new Set(NAMES.map((name) => name.toLowerCase())).size).toBe(NAMES.length);
  });

  it("do not contain the extension's name, which only manifest.json has", () => {
    const texts = Object.values(TEXTS).flatMap((catalogue) => Object.values(catalogue));
    expect(texts.filter((text) => /latchkey/i.test(text))).toEqual([]);
  });
});

/** What stands in the popup's narrow places has room for it: 320 pixels, in the widest of our languages. */
it.each(Object.entries(TEXTS))(
  'have short texts in %s when they name states and buttons',
  (_code, catalogue) => {
    const states = NAMES.filter((name) => name.startsWith('state'));
    expect(states.filter((name) => catalogue[name].length > 24)).toEqual([]);
  },
);
