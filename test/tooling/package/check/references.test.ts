import { expect, it } from 'vitest';
import { referenceBreaches } from '../../../../src/tooling/package/check/references.ts';
import { parseScript } from '../../../../src/tooling/package/check/scripts.ts';

/** What is wrong with the files of a package, as `rule file: found`. */
function wrong(files: Readonly<Record<string, string>>): string[] {
  const texts = new Map(Object.entries(files));
  const scripts = new Map(
    [...texts].filter(([name]) => name.endsWith('.js')).map(([name, text]) => [name, parseScript(text)]),
  );
  return referenceBreaches({ names: Object.keys(files), texts, scripts }).map(
    ({ rule, file, found }) => `${rule} ${file}: ${found}`,
  );
}

const MANIFEST = JSON.stringify({ action: { default_popup: 'popup.html' } });

it('every way to a file is followed', () => {
  const files = {
    'manifest.json': JSON.stringify({
      action: { default_popup: 'popup.html', default_icon: { 16: 'icons/a.png' } },
      background: { scripts: ['background.js'] },
      default_locale: 'en',
    }),
    'popup.html': '<link href="popup.css?v=1"><script src="/popup.js"></script><a href="#top"></a>',
    'popup.css':
      '@import "base.css"; a { background: url(icons/b.svg) } b { background: url("data:image/png,") }',
    'popup.js': 'import { a } from "./shared.js"; import("./lock.js"); open("help.html")',
    'shared.js': 'export const a = 1;',
    'lock.js': `fetch(\`languages/\${code}.json\`)`,
    'background.js': `setIcon(\`icons/\${name}-\${size}.png\`)`,
    ...Object.fromEntries(['icons/a.png', 'icons/b.svg', 'icons/c-16.png'].map((name) => [name, ''])),
    ...Object.fromEntries(['languages/de.json', '_locales/en/messages.json'].map((name) => [name, '{}'])),
    ...Object.fromEntries(['base.css', 'help.html', 'licenses.txt'].map((name) => [name, ''])),
  };
  expect(wrong(files)).toEqual([]);
});

it('a file that nothing refers to is found, and so is one that only such a file refers to', () => {
  const files = {
    'manifest.json': MANIFEST,
    'popup.html': '',
    'old.html': '<script src="old.js"></script>',
    'old.js': '',
  };
  expect(wrong(files)).toEqual(['unreferenced-file old.html: old.html', 'unreferenced-file old.js: old.js']);
});

it.each([
  ['a page', { 'popup.html': '<script src="popup.js"></script>' }, 'missing-file popup.html: popup.js'],
  [
    'a stylesheet',
    { 'popup.html': '<link href="a.css">', 'a.css': 'a{background:url(b.png)}' },
    'missing-file a.css: b.png',
  ],
  [
    'a script',
    { 'popup.html': '<script src="a.js"></script>', 'a.js': 'import("./b.js")' },
    'missing-file a.js: b.js',
  ],
  ['the manifest', {}, 'missing-file manifest.json: popup.html'],
])('a file that is not there is found where %s asks for it', (_who, files, breach) => {
  expect(wrong({ 'manifest.json': MANIFEST, ...files })).toEqual([breach]);
});

it('a text with a hole at one of its ends refers to nothing', () => {
  const files = {
    'manifest.json': MANIFEST,
    'popup.html': '<script src="a.js"></script>',
    'a.js': `x = \`\${a}.json\`; y = \`data\${b}\``,
    'data.json': '{}',
  };
  expect(wrong(files)).toEqual(['unreferenced-file data.json: data.json']);
});
