import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../src/tooling/build/root.ts';
import { builtPackages } from '../package/built.ts';
import {
  type ImportGraph,
  importBreaches,
  reachableFrom,
  specifiersOf,
  wordBreaches,
} from './import-rules.ts';

/** Every TypeScript source of `src/`, by its path from the project's root. */
let sources: Map<string, string>;

/** What esbuild found each module to import, in all bundles together. */
let bundled: ImportGraph;

beforeAll(async () => {
  sources = await readSources();
  const builds = await Promise.all([builtPackages('embedded'), builtPackages('passwordless')]);
  bundled = graphOf(builds.flatMap(({ metafiles }) => metafiles));
});

async function readSources(): Promise<Map<string, string>> {
  const entries = await readdir(path.join(ROOT, 'src'), { recursive: true });
  const files = entries
    .map((entry) => `src/${entry.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'));
  const read = async (file: string): Promise<[string, string]> => [
    file,
    await readFile(path.join(ROOT, file), 'utf8'),
  ];
  return new Map(await Promise.all(files.sort().map(read)));
}

function graphOf(metafiles: readonly Metafile[]): ImportGraph {
  const graph = new Map<string, Set<string>>();
  for (const [file, { imports }] of metafiles.flatMap(({ inputs }) => Object.entries(inputs))) {
    const known = graph.get(file) ?? new Set();
    graph.set(file, known);
    for (const { path: imported } of imports) known.add(imported);
  }
  return graph;
}

/** What the sources say that they import: unlike esbuild's account, with imports of types. */
function written(): ImportGraph {
  return new Map(
    [...sources].map(([file, source]) => {
      const resolve = (name: string) =>
        name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;
      return [file, new Set(specifiersOf(source).map(resolve))];
    }),
  );
}

const graph = (edges: Readonly<Record<string, readonly string[]>>): ImportGraph =>
  new Map(Object.entries(edges).map(([from, imports]) => [from, new Set(imports)]));

describe('the sources', () => {
  it('import in one direction, as esbuild sees it', () => {
    expect(importBreaches(bundled)).toEqual([]);
  });

  it('import in one direction, types too', () => {
    expect(importBreaches(written())).toEqual([]);
  });

  it('name only modules that are there', () => {
    const missing = [...written()].flatMap(([file, imports]) =>
      [...imports].filter((to) => to.startsWith('src/') && !sources.has(to)).map((to) => `${file}: ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it('go through the one door to each foreign thing, and say nothing that has no place there', () => {
    expect([...sources].flatMap(([file, source]) => wordBreaches(file, source))).toEqual([]);
  });

  it('have no catalogue of messages in a bundle: browsers have them from files', () => {
    expect([...bundled.keys()].filter((file) => file.startsWith('src/locales/'))).toEqual([]);
  });

  it('are all in some bundle, but for types, messages, the build, and what only tests and other extensions use', () => {
    const pages = [
      'src/extension/diagnostics/diagnostics.ts',
      'src/extension/options/options.ts',
      'src/extension/popup/popup.ts',
    ];
    const entries = [
      'src/sdk/background.ts',
      'src/extension/popup/prefetch-session.ts',
      'src/sdk/lock/lock.ts',
      ...pages,
    ];
    const used = new Set(entries.flatMap((entry) => [entry, ...reachableFrom(entry, bundled)]));
    const unused = [...sources.keys()].filter(
      (file) => !used.has(file) && !/^src\/(?:build|locales)\//.test(file),
    );
    expect(unused).toEqual([
      'src/sdk/lock/auth0-lock-internals.d.ts',
      'src/sdk/content.ts',
      'src/sdk/operation.ts',
      'src/sdk/storage/lockr-storage.ts',
      'src/sdk/storage/memory-storage.ts',
      'src/sdk/storage/storage-adapter.ts',
      'src/sdk/storage/storage-event.ts',
      'src/sdk/storage/web-storage.ts',
      'src/extension/diagnostics/diagnosis.ts',
      'src/sdk/popup-state.ts',
    ]);
  });
});

describe('what the rules are checked on', () => {
  it('has every entry, and what it imports', () => {
    expect([...(bundled.get('src/sdk/background.ts') ?? [])]).toContain('src/sdk/browser/badge/painter.ts');
    expect([...(bundled.get('src/extension/popup/popup.ts') ?? [])]).toContain(
      'src/sdk/lock/sign-in-form.ts',
    );
    expect([...(bundled.get('src/sdk/lock/sign-in-form.ts') ?? [])]).toContain('src/sdk/lock/lock.ts');
    expect([...(bundled.get('src/sdk/lock/lock.ts') ?? [])]).toContain('src/sdk/tenant/authorize.ts');
  });

  it('has what a library is given in the place of its own module', () => {
    expect([...reachableFrom('src/extension/popup/popup.ts', bundled)]).toContain(
      'src/sdk/lock/overrides/core.ts',
    );
  });

  it.each([
    ["import { a } from './a.ts';", ['./a.ts']],
    ["import type { A } from './a.ts';", ['./a.ts']],
    ["import a, { type B } from './a.ts';", ['./a.ts']],
    ["import {\n  a,\n  b,\n} from './a.ts';\nimport * as c from 'c';", ['./a.ts', 'c']],
    ["export * from './a.ts';", ['./a.ts']],
    ["import './a.ts';", ['./a.ts']],
    ["const a = await import('./a.ts');", ['./a.ts']],
    ["type A = import('./a.ts').A;", ['./a.ts']],
    ["// import { a } from './a.ts';\n/* import './b.ts' */", []],
    ["const url = 'https://a.example'; import './a.ts';", ['./a.ts']],
  ])('has the modules that are named in %j', (source, specifiers) => {
    expect(specifiersOf(source)).toEqual(specifiers);
  });
});

describe('a breach is found when', () => {
  it.each([
    ['session imports anything', 'src/session/a.ts', 'src/sdk/errors.ts'],
    ['errors import anything', 'src/sdk/errors.ts', 'src/session/a.ts'],
    ['the configuration imports anything', 'src/sdk/config.ts', 'src/sdk/errors.ts'],
    ['storage imports what stands beside it', 'src/storage/a.ts', 'src/auth/a.ts'],
    ['auth imports what builds on it', 'src/auth/a.ts', 'src/lock/a.ts'],
    ['lock imports storage', 'src/lock/a.ts', 'src/storage/a.ts'],
    ['views import the configuration', 'src/views/a.ts', 'src/sdk/config.ts'],
    ['messages import storage', 'src/sdk/browser/messages.ts', 'src/storage/a.ts'],
    ['somebody imports the background', 'src/sdk/browser/messages.ts', 'src/sdk/background.ts'],
    ['somebody imports the popup', 'src/views/a.ts', 'src/extension/popup/popup.ts'],
    [
      'the diagnostics ask the background',
      'src/extension/diagnostics/diagnostics.ts',
      'src/sdk/browser/messages.ts',
    ],
    ['the build is in the extension', 'src/sdk/config.ts', 'src/build/a.ts'],
    ['the popup imports auth past Lock', 'src/extension/popup/popup.ts', 'src/auth/a.ts'],
    ['the build imports more of Lock than its look and its settings', 'src/build/a.ts', 'src/lock/a.ts'],
    [
      'the build imports a file that is only named like the look',
      'src/build/a.ts',
      'src/lock/modules/look.ts',
    ],
  ])('%s', (_name, from, to) => {
    expect(importBreaches(graph({ [from]: [to] }))).toEqual([`${from} imports ${to}`]);
  });

  it('but not when the build imports the look', () => {
    expect(importBreaches(graph({ 'src/build/a.ts': ['src/extension/branding.ts'] }))).toEqual([]);
  });

  it.each([
    ['lock', 'src/lock/a.ts', 'node_modules/oauth4webapi/build/index.js', 'auth'],
    ['auth', 'src/auth/a.ts', 'node_modules/auth0-js/src/index.js', 'lock'],
    ['the popup', 'src/extension/popup/popup.ts', 'lockr', 'storage'],
  ])('%s imports a library whose door is another room: %s, %s', (_name, from, to, door) => {
    expect(importBreaches(graph({ [from]: [to] }))).toEqual([
      expect.stringContaining(`whose door is ${door}`),
    ]);
  });

  it('a room has no rule', () => {
    expect(importBreaches(graph({ 'src/new/a.ts': ['src/sdk/errors.ts'] }))).toEqual([
      'src/new/a.ts is in a room that has no rule',
    ]);
  });

  it.each([
    ['src/sdk/background.ts', 'src/lock/a.ts'],
    ['src/extension/popup/popup.ts', 'src/badge/a.ts'],
    ['src/extension/diagnostics/diagnostics.ts', 'src/lock/a.ts'],
    ['src/sdk/content.ts', 'src/storage/a.ts'],
  ])('%s reaches %s by a way around', (entry, end) => {
    const around = graph({ [entry]: ['node_modules/a/index.js'], 'node_modules/a/index.js': [end] });
    expect(importBreaches(around)).toEqual([`${entry} reaches ${end}`]);
  });

  it.each([
    ['src/extension/popup/popup.ts', 'browser.storage.local.get()', 'browser.storage'],
    ['src/extension/popup/popup.ts', 'browser.action.setTitle({})', 'browser.action'],
    ['src/lock/a.ts', 'browser.identity.getRedirectURL()', 'browser.identity'],
    ['src/storage/a.ts', 'browser.runtime.id', 'browser.runtime'],
    ['src/lock/a.ts', "browser['storage'].local", 'browser as a whole'],
    ['src/lock/a.ts', 'use(browser)', 'browser as a whole'],
    ['src/storage/a.ts', 'chrome.storage.local', 'chrome'],
    ['src/views/a.ts', 'chrome.i18n.getMessage(name)', 'chrome'],
    ['src/auth/a.ts', 'console.log(token)', 'console.log'],
    ['src/lock/a.ts', 'eval (script)', 'eval'],
    ['src/lock/a.ts', 'new Function(script)', 'eval'],
    ['src/views/a.ts', 'element.innerHTML = name', 'HTML from text'],
    ['src/auth/a.ts', 'localStorage.setItem()', "the page's own storage"],
    ['src/extension/popup/popup.ts', "indexedDB.open('latchkey')", "the page's own storage"],
    ['src/storage/a.ts', "document.cookie = 'token'", 'cookies'],
  ])('%s says %s', (file, source, what) => {
    expect(wordBreaches(file, source)).toContain(`${file} says ${what}`);
  });

  it.each([
    ['in its own room', 'src/storage/a.ts', 'browser.storage.local.get()'],
    ['in its own room', 'src/storage/a.ts', 'use(localStorage, sessionStorage, indexedDB)'],
    ['in its own room', 'src/proxy/a.ts', 'browser.runtime.sendMessage(message)'],
    ['in its own room', 'src/i18n/a.ts', 'globalThis.chrome?.i18n'],
    ['in a comment', 'src/extension/popup/popup.ts', '/** Unlike `chrome.storage`, … */ // console.log'],
    [
      'as a part of another word',
      'src/extension/popup/popup.ts',
      "location.protocol === 'moz-extension:'; retrieval(1)",
    ],
    [
      'as the name of an import',
      'src/extension/popup/popup.ts',
      "import browser from 'webextension-polyfill';",
    ],
    ['by the build', 'src/build/a.ts', "console.log('Built.'); addresses[browser]"],
  ])('but not where it is said %s', (_name, file, source) => {
    expect(wordBreaches(file, source)).toEqual([]);
  });
});
