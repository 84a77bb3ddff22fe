import { expect, it } from 'vitest';
import { zipName } from '../../../src/tooling/package/zip-name.ts';

it.each([
  ['Latchkey', 'latchkey-firefox-1.2.3.zip'],
  ['Ada’s Notes: beta', 'ada-s-notes-beta-firefox-1.2.3.zip'],
  ['Schlüssel', 'schlüssel-firefox-1.2.3.zip'],
  ['../🔑', 'extension-firefox-1.2.3.zip'],
])('the zip of an extension called %s is %s', (name, file) => {
  expect(zipName(name, 'firefox', '1.2.3')).toBe(file);
});
