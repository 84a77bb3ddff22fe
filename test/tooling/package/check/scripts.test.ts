import { expect, it } from 'vitest';
import { parseScript, textOf } from '../../../../src/tooling/package/check/scripts.ts';

const texts = (script: string) => parseScript(script).flatMap(({ node }) => textOf(node) ?? []);

it.each(['with (a) b();', 'import a from "./b.js"; await a();'])(
  'parses scripts and modules: %s',
  (script) => {
    expect(parseScript(script).length).toBeGreaterThan(3);
  },
);

it('refuses what is neither', () => {
  expect(() => parseScript('a b')).toThrow(SyntaxError);
});

it('reads texts, with a star for what a template leaves open', () => {
  expect(texts(`f("a", \`b\`, \`c\${d}e\${f}\`, 1, /g/)`)).toEqual(['a', 'b', 'c*e*']);
});
