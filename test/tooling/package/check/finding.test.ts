import { expect, it } from 'vitest';
import { describeFinding, placeOf, snippetOf } from '../../../../src/tooling/package/check/finding.ts';

it('a place is counted from 0, by lines and by characters in the line', () => {
  expect(placeOf('ab\ncd\nef', 0)).toEqual({ line: 0, column: 0 });
  expect(placeOf('ab\ncd\nef', 4)).toEqual({ line: 1, column: 1 });
  expect(placeOf('ab\ncd\nef', 6)).toEqual({ line: 2, column: 0 });
});

it('a snippet is what stands around a place, in one line', () => {
  const text = `${'a'.repeat(100)}\n  eval("x");\n${'b'.repeat(100)}`;
  expect(snippetOf(text, 103, 4)).toBe(`${'a'.repeat(27)} eval("x"); ${'b'.repeat(23)}`);
});

it('a finding is one line that says where, from which module, and what', () => {
  const finding = {
    rule: 'code-from-text',
    file: 'lock.js',
    offset: 9,
    found: 'eval',
    module: 'some-library',
  } as const;
  expect(describeFinding({ ...finding, place: { line: 1, column: 10 }, snippet: 'x=eval(y)' })).toBe(
    'lock.js:1:10 (some-library) code-from-text: “eval” makes code from text: … x=eval(y) …',
  );
  expect(describeFinding({ ...finding, place: null, snippet: '' })).toBe(
    'lock.js (some-library) code-from-text: “eval” makes code from text',
  );
});
