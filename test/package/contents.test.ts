import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS, type Browser } from '../../src/build/manifest.ts';
import { LOCK_LANGUAGES } from '../../src/lock/languages.ts';
import {
  type Attribute,
  attributor,
  type BuiltPackages,
  buildPackages,
  packageFiles,
  placeOf,
} from './built.ts';

/** Every address in the scripts, by the package that it comes with. None of them is ever asked for a script. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'auth0-lock': [
    // The link behind "Protected with Auth0", and one in a warning for developers.
    'https://auth0.com/',
    'https://manage.auth0.com/#/applications/',
    // Lock's own logo, which the option `theme.logo` replaces, and the base of its dictionaries, which
    // `lock/modules/cdn-utils.ts` has in the package.
    '//cdn.auth0.com/styleguide/components/1.0.8/media/logos/img/badge.png',
    'https://cdn.auth0.com',
    'http://www.w3.org/1999/xlink',
    'http://www.w3.org/2000/svg',
  ],
  'prop-types': ['http://fb.me/use-check-prop-types'],
  'react-dom': [
    'https://reactjs.org/docs/error-decoder.html?invariant=',
    'http://www.w3.org/1998/Math/MathML',
    'http://www.w3.org/1999/xhtml',
    'http://www.w3.org/1999/xlink',
    'http://www.w3.org/2000/svg',
    'http://www.w3.org/XML/1998/namespace',
  ],
  dompurify: [
    'http://www.w3.org/1998/Math/MathML',
    'http://www.w3.org/1999/xhtml',
    'http://www.w3.org/2000/svg',
  ],
  // The names of credential types, in the form of addresses.
  'src/lock/co-authenticate.ts': [
    'http://auth0.com/oauth/grant-type/password-realm',
    'http://auth0.com/oauth/grant-type/passwordless/otp',
  ],
  // The configured tenant, in `src/config.ts`.
  '<define:__LATCHKEY_CONFIG__>': ['https://example.eu.auth0.com'],
};

const ADDRESS = /(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)\\<>]*/gi;

/** Ways to run code that is not in the package. */
const CODE_FROM_ELSEWHERE =
  /\beval\b\s*\(|\bFunction\s*\(|importScripts|createElement\(\s*["'`]script|\.src\s*=\s*["'`]|\bimport\((?!"\.\/)|["'`]javascript:/g;

describe.each(BROWSERS)('the built package for %s', (browser: Browser) => {
  let built: BuiltPackages;
  let files: Map<string, string>;
  let attribute: Attribute;
  beforeAll(async () => {
    built = await buildPackages();
    files = await packageFiles(`${built.outDir}/${browser}`);
    attribute = await attributor(built);
  }, 60_000);

  const scripts = () => [...files].filter(([name]) => name.endsWith('.js'));
  const findings = (pattern: RegExp) =>
    scripts().flatMap(([name, text]) =>
      [...text.matchAll(pattern)].map((match) => {
        const { line, column } = placeOf(text, match.index);
        return { module: attribute(name, line, column), found: match[0] };
      }),
    );

  it('has these files and no others', () => {
    const names = [...files.keys()].map((name) => name.replace(/^shared-\w+\.js$/, 'shared-HASH.js'));
    expect(names.sort()).toEqual([
      'background.js',
      'diagnostics.css',
      'diagnostics.html',
      'diagnostics.js',
      'icons/signed-in-128.png',
      'icons/signed-in-16.png',
      'icons/signed-in-32.png',
      'icons/signed-in-48.png',
      'icons/signed-in.svg',
      'icons/signed-out-128.png',
      'icons/signed-out-16.png',
      'icons/signed-out-32.png',
      'icons/signed-out-48.png',
      ...LOCK_LANGUAGES.filter((code) => code !== 'en')
        .map((code) => `languages/${code}.json`)
        .sort(),
      'licenses.txt',
      'lock.css',
      'lock.js',
      'manifest.json',
      'popup.css',
      'popup.html',
      'popup.js',
      'shared-HASH.js',
    ]);
  });

  it('has no eval, no code from strings and no way to load a script', () => {
    expect(findings(CODE_FROM_ELSEWHERE)).toEqual([]);
  });

  it('names the addresses of the table, each from the module of the table, and no others', () => {
    const found = findings(ADDRESS).filter(({ found: address }) => !address.startsWith('//#'));
    const unexpected = found.filter(({ module, found: address }) => !ADDRESSES[module]?.includes(address));
    expect(unexpected).toEqual([]);
    const seen = new Set(found.map((finding) => `${finding.module} ${finding.found}`));
    const table = Object.entries(ADDRESSES).flatMap(([module, all]) =>
      all.map((address) => `${module} ${address}`),
    );
    expect(table.filter((entry) => !seen.has(entry))).toEqual([]);
  });

  it.each([
    ['popup.html', ['diagnostics.html', 'icons/signed-in.svg', 'popup.css', 'popup.html', 'popup.js']],
    ['diagnostics.html', ['diagnostics.css', 'diagnostics.js', 'icons/signed-in.svg', 'icons/signed-in.svg']],
  ])('loads nothing from elsewhere in %s', (name, addresses) => {
    const page = files.get(name) ?? '';
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]).sort()).toEqual(addresses);
  });

  it('loads nothing from elsewhere in its stylesheets', () => {
    for (const name of ['popup.css', 'lock.css', 'diagnostics.css']) {
      const urls = [...(files.get(name) ?? '').matchAll(/url\((['"]?)([^)]{0,20})/g)].map(
        (match) => match[2],
      );
      expect(urls.filter((url) => !url?.startsWith('data:'))).toEqual([]);
      expect(files.get(name)).not.toContain('@import');
    }
  });

  it('has no source map', () => {
    expect(scripts().filter(([, text]) => text.includes('sourceMappingURL'))).toEqual([]);
  });

  it('asks for the permissions that its code uses, and for the tenant as its one host', () => {
    const manifest: unknown = JSON.parse(files.get('manifest.json') ?? '');
    expect(manifest).toMatchObject({
      manifest_version: 3,
      permissions:
        browser === 'chromium'
          ? ['alarms', 'identity', 'storage']
          : ['alarms', 'identity', 'storage', 'declarativeNetRequestWithHostAccess'],
      host_permissions: ['https://example.eu.auth0.com/*'],
      content_security_policy: {
        extension_pages:
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; " +
          "connect-src 'self' https://example.eu.auth0.com; frame-ancestors 'none'; base-uri 'none'; " +
          "form-action 'none'; object-src 'none'",
      },
    });
    const code = scripts()
      .map(([, text]) => text)
      .join('\n');
    for (const used of ['.alarms.', '.identity.', '.storage[', '.declarativeNetRequest.'])
      expect(code).toContain(used);
    const closed = ['content_scripts', 'externally_connectable', 'web_accessible_resources'];
    expect(Object.keys(Object(manifest)).filter((key) => closed.includes(key))).toEqual([]);
  });

  it('is not there in private windows, where nothing may be stored', () => {
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({ incognito: 'not_allowed' });
  });
});

describe('the search for code from elsewhere', () => {
  it.each([
    'eval("x")',
    'new Function("return this")',
    'Function("return this")()',
    'importScripts("https://a.example/b.js")',
    'document.createElement("script")',
    's.src="https://a.example/b.js"',
    'import("https://a.example/b.js")',
    'import(name)',
    'a.href="javascript:alert(1)"',
  ])('finds %s', (code) => {
    expect(code).toMatch(CODE_FROM_ELSEWHERE);
  });

  it.each(['import("./lock.js")', 'retrieval(x)', 'isFunction(x)', 'image.src=url'])(
    'leaves %s alone',
    (code) => {
      expect(code).not.toMatch(CODE_FROM_ELSEWHERE);
    },
  );
});
