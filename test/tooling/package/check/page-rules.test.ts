import { expect, it } from 'vitest';
import { fileAttributes, pageBreaches } from '../../../../src/tooling/package/check/page-rules.ts';

const found = (page: string) => pageBreaches('a.html', page).map((breach) => breach.found);

it.each([
  ['<script>go()</script>', '<script> without src'],
  ['<SCRIPT type="module">go()</SCRIPT>', '<script> without src'],
  ['<button onclick="go()">Go</button>', 'onclick'],
  ["<img alt='' onerror=go()>", 'onerror'],
  ['<iframe src="a.html"></iframe>', '<iframe>'],
  ['<base href="a/">', '<base>'],
])('a page that runs what is no script of the package is refused: %s', (page, what) => {
  expect(found(page)).toEqual([what]);
});

it.each([
  '<script type="module" src="popup.js"></script>',
  '<!-- <script>go()</script> --><p title="a > b onclick=">text</p>',
  '<button type="button" class="on">On</button>',
])('a page of the package is left alone: %s', (page) => {
  expect(found(page)).toEqual([]);
});

it('names the files that it asks for, whatever quotes stand around them', () => {
  const page = `<link href="a.css"><script src='a.js'></script><img alt="x" src=a.svg><a href="a.html" id="b">`;
  expect(fileAttributes(page).map(({ value }) => value)).toEqual(['a.css', 'a.js', 'a.svg', 'a.html']);
});
