import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { colors as brandColors } from '../../../src/extension/branding.ts';
import { addressesOf, chromiumId } from '../../../src/tooling/build/addresses.ts';
import { BROWSERS, type SourceManifest } from '../../../src/tooling/build/manifest.ts';
import { type Files, ROOT, readFolder } from '../../../src/tooling/build/project-files.ts';
import { ENVIRONMENT } from '../../package/builds.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';

const NAME = 'Ada’s “Notes” & more';
const IN_PAGES = 'Ada’s “Notes” &amp; more';
const KEY = Buffer.from('another public key').toString('base64');
const GECKO_ID = 'notes@another.example';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Where the old name stays, which no user reads. Other storage keys would lose the session of every user.
 */
const INTERNAL = [
  /\blatchkey\.(?:[a-z]+[.-]?)*/g, // Keys of records, names of locks, and IDs of menu entries.
  /(?<=["'`.]|--)latchkey-[\w-]*/g, // IDs, classes, events and custom properties of the SDK.
  /"latchkey"/g, // The database of the encryption key.
  /\blatchkeyPrefetch\b/g, // What prefetch-session.js hands to popup.js.
  /"LatchkeyError"/g, // The kind of an error, beside its code.
  /\b(?:version of latchkey|what latchkey needs)\b/g, // The package, in errors for developers.
];

/** Returns the text of the first element with this name. */
function textIn(page: string, element: string): string | undefined {
  return new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`).exec(page)?.[1];
}

/** Makes the changes of docs/customizing.md, and no others. */
async function rename(folder: string): Promise<void> {
  const edit = async (file: string, change: (text: string) => string) => {
    const place = path.join(folder, file);
    await writeFile(place, change(await readFile(place, 'utf8')));
  };
  await edit('manifest.json', (text) => {
    const manifest = JSON.parse(text);
    manifest.name = NAME;
    manifest.key = KEY;
    manifest.browser_specific_settings.gecko.id = GECKO_ID;
    return JSON.stringify(manifest);
  });
  await edit('src/extension/branding.ts', (text) => text.replace(/#[0-9a-f]{6}/g, '#123456'));
  const icons = path.join(folder, 'src/extension/icons');
  for (const icon of await readdir(icons)) {
    await writeFile(path.join(icons, icon), icon.endsWith('.svg') ? SVG : PNG);
  }
}

describe('an extension with another name, other IDs, icons and colors, each changed in one place', () => {
  let previous: SourceManifest;
  let printed: string;
  const packages = new Map<string, Files>();
  beforeAll(async () => {
    previous = JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
    const folder = await copyProject();
    await rename(folder);
    printed = (await runIn(folder, ['node', 'build.mjs'], ENVIRONMENT)).stdout;
    for (const browser of BROWSERS)
      packages.set(browser, await readFolder(path.join(folder, 'dist', browser)));
  });

  /** The texts of a package by their names, but for the licences of libraries. */
  const textsOf = (browser: string) =>
    [...(packages.get(browser) ?? [])]
      .filter(([name]) => !name.endsWith('.png') && name !== 'licenses.txt')
      .map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const);

  describe.each(BROWSERS)('in %s', (browser) => {
    it('shows its name in title and header of every page', () => {
      const pages = textsOf(browser).filter(([name]) => name.endsWith('.html'));
      const names = pages.map(([page, text]) => [page, textIn(text, 'title'), textIn(text, 'h1')]);
      expect(names).toEqual(pages.map(([page]) => [page, IN_PAGES, IN_PAGES]));
      expect(pages).not.toEqual([]);
    });

    it('has its name and its ID in the manifest', () => {
      const manifest: SourceManifest = JSON.parse(new Map(textsOf(browser)).get('manifest.json') ?? '');
      const ids = {
        chromium: { key: KEY },
        firefox: { browser_specific_settings: { gecko: { id: GECKO_ID } } },
      };
      expect(manifest).toMatchObject({ name: NAME, ...ids[browser] });
    });

    it('has its icons and no others', () => {
      const icons = [...(packages.get(browser) ?? [])].filter(([name]) => name.startsWith('icons/'));
      expect(icons).toHaveLength(9);
      for (const [name, bytes] of icons)
        expect(Buffer.from(bytes)).toEqual(name.endsWith('.svg') ? Buffer.from(SVG) : PNG);
    });

    it('contains the old name only inside', () => {
      const found = textsOf(browser).flatMap(([file, text]) => {
        const visible = INTERNAL.reduce((left, pattern) => left.replace(pattern, ''), text);
        return (visible.match(/.{0,30}latchkey.{0,30}/gi) ?? []).map((words) => `${file}: ${words}`);
      });
      expect(found).toEqual([]);
    });

    it('contains no old ID and no old color', () => {
      const { key, browser_specific_settings: firefox } = previous;
      const colors = [brandColors.light, brandColors.dark].flatMap((palette) =>
        Object.values<string>({ ...palette }),
      );
      const branded = colors.filter((color) => !/^#(?:fff){1,2}$/.test(color));
      const old = [key, chromiumId(key), firefox.gecko.id, ...branded];
      // The SDK's stylesheet has default colors, which the extension replaces.
      const own = textsOf(browser).filter(([file]) => file !== 'styles.js');
      const found = own.flatMap(([file, text]) =>
        old
          .filter((value) => text.toLowerCase().includes(value.toLowerCase()))
          .map((value) => `${file}: ${value}`),
      );
      expect(found).toEqual([]);
    });
  });

  it('prints the addresses that follow from its IDs', () => {
    const manifest = { ...previous, key: KEY, browser_specific_settings: { gecko: { id: GECKO_ID } } };
    for (const browser of BROWSERS) {
      for (const address of Object.values(addressesOf(manifest, browser)).flat())
        expect(printed).toContain(address);
    }
  });
});
