import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../src/tooling/build/extension-messages.ts';
import { lockDictionaries } from '../../src/tooling/build/lock-assets.ts';
import { BROWSERS, type Browser } from '../../src/tooling/build/manifest.ts';
import { builtPackages, packageFiles } from './built.ts';

/** `shared-HASH.js` for `shared-YZZD5S5U.js`. */
const withoutHash = (name: string) => name.replace(/-[A-Z\d]{8}\.js$/, '-HASH.js');

const FILES = `background.js chunk-HASH.js diagnostics.css diagnostics.html diagnostics.js dictionaries-HASH.js form.js
  icons/signed-in-128.png icons/signed-in-16.png icons/signed-in-32.png icons/signed-in-48.png icons/signed-in.svg
  icons/signed-out-128.png icons/signed-out-16.png icons/signed-out-32.png icons/signed-out-48.png licenses.txt lock.js
  manifest.json messages.js options.css options.html options.js popup.css popup.html popup.js prefetch-session.js
  shared-HASH.js styles.js`;

describe.each(BROWSERS)('the built package for %s', (browser: Browser) => {
  let files: Map<string, string>;
  beforeAll(async () => {
    const { outDir } = await builtPackages();
    files = await packageFiles(`${outDir}/${browser}`);
  });

  const manifest = (): unknown => JSON.parse(files.get('manifest.json') ?? '');

  it('contains these files and no others', async () => {
    const dictionaries = [...(await lockDictionaries()).keys()];
    const expected = [
      ...FILES.split(/\s+/),
      ...Object.keys(CATALOGUES).flatMap((code) => [`_locales/${code}/messages.json`, `language-${code}.js`]),
      ...dictionaries.map((code) => `dictionary-${code}-HASH.js`),
      ...(browser === 'chromium' ? ['managed-schema.json'] : []),
    ];
    expect([...new Set([...files.keys()].map(withoutHash))].sort()).toEqual(expected.sort());
  });

  it('requests the imports of form.js together with form.js', () => {
    const chunksIn = (text = '') => [...new Set(text.match(/chunk-\w+\.js/g))].sort();
    const [, preloads] =
      /\(((?:import\("[^"]+"\)\.catch\([^)]*\)=>\{\}\),)+)import\("\.\/form\.js"\)\)/.exec(
        files.get('popup.js') ?? '',
      ) ?? [];
    expect(chunksIn(preloads)).toEqual(chunksIn(files.get('form.js')?.replace(/\bimport\([^)]*\)/g, '')));
    expect(chunksIn(preloads)).not.toEqual([]);
  });

  it('preloads what the script of the popup imports', () => {
    const imported = (files.get('popup.js') ?? '').match(/shared-\w+\.js/)?.[0];
    expect(files.get('popup.html')).toContain(`<link rel="modulepreload" href="${imported}" />`);
  });

  it("requests the session before the popup's modules run", () => {
    const page = files.get('popup.html') ?? '';
    expect(page).toContain('<script src="prefetch-session.js"></script>');
    expect(files.get('prefetch-session.js')).toContain('"latchkey.session"');
    // A classic script must not declare its variables in the page.
    expect(files.get('prefetch-session.js')).toMatch(/^(?:"use strict";)?\(\(\)=>\{/);
  });

  it('has an untranslated name and a translated description', () => {
    expect(manifest()).toMatchObject({
      name: expect.not.stringContaining('__MSG_'),
      description: '__MSG_description__',
      default_locale: 'en',
    });
  });

  it('is off in private windows', () => {
    expect(manifest()).toMatchObject({ incognito: 'not_allowed' });
  });
});
