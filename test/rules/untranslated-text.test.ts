/** Text for users is in `src/sdk/locales/` and `src/extension/locales/` only. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../src/tooling/build/project-files.ts';

/** Text that pages have in every language. */
const UNTRANSLATED: readonly string[] = [
  // Names of fields in the Auth0 Dashboard, which is in English.
  'Allowed Callback URLs, Allowed Logout URLs',
  'Allowed Web Origins, Allowed Origins (CORS)',
  'example.eu.auth0.com',
  '%NAME%',
];

const extension = readdirSync(path.join(ROOT, 'src/extension'), { recursive: true, encoding: 'utf8' }).map(
  (file) => `src/extension/${file.replaceAll('\\', '/')}`,
);
const pages = ['popup.html', ...extension.filter((file) => file.endsWith('.html'))];
const scripts = extension.filter((file) => file.endsWith('.ts'));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

it.each(pages)('%s contains no text', (page) => {
  const texts = read(page)
    .replace(/<!.*?>|<[^>]*>/gs, '\n')
    .split('\n');
  const attributes = [...read(page).matchAll(/\s(?:aria-label|alt|title|placeholder)="([^"]*)"/g)];
  const found = [...texts, ...attributes.map(([, text = '']) => text)].map((text) => text.trim());
  expect(found.filter((text) => text !== '' && !UNTRANSLATED.includes(text))).toEqual([]);
});

it.each(scripts)('%s shows no text', (script) => {
  const shown = read(script).matchAll(
    /\b(?:textContent|title|ariaLabel|label) = ['"`]([^'"`]*[a-z][^'"`]*)/g,
  );
  expect([...shown].map(([, text]) => text)).toEqual([]);
});
