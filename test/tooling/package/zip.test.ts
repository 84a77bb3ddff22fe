import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zip, zipName } from '../../../src/tooling/package/zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = new Map([
  ['a.txt', bytes('a'.repeat(1_000))],
  ['folder/b.txt', bytes('b')],
  ['é.txt', new Uint8Array([0, 255, 128])],
]);

it('zip contains every file, byte for byte', () => {
  expect(new Map(Object.entries(unzipSync(zip(FILES))))).toEqual(FILES);
});

it('zip returns the same bytes for any order of the files', () => {
  expect(zip(new Map([...FILES].reverse()))).toEqual(zip(FILES));
});

it('zip uses the earliest time of the format, in every time zone', () => {
  const entry = Buffer.from(zip(FILES));
  // The local header has the time at 10 and the date at 12: midnight is 0, 1 January 1980 is 33.
  expect([entry.readUInt16LE(10), entry.readUInt16LE(12)]).toEqual([0, 33]);
});

it.each([
  ['Latchkey', 'latchkey-firefox-1.2.3.zip'],
  ['Ada’s Notes: beta', 'ada-s-notes-beta-firefox-1.2.3.zip'],
  ['Schlüssel', 'schlüssel-firefox-1.2.3.zip'],
  ['../🔑', 'extension-firefox-1.2.3.zip'],
])('zipName of %s is %s', (name, file) => {
  expect(zipName(name, 'firefox', '1.2.3')).toBe(file);
});
