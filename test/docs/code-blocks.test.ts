import { expect, it } from 'vitest';
import { type Block, exampleBlocks, fileOf, isOfFile, read } from './documents.ts';

/** Languages of blocks. Each is checked in this folder or in test/extended/docs/. */
const LANGUAGES = ['', 'json', 'sh', 'ts', 'tsx'];

const blocks = await exampleBlocks();
const excerpts = blocks.filter((block) => block.language === 'ts' && isOfFile(block));

/** Returns whether the file contains the lines of a block, except the first one, which names the file. */
function isExcerpt({ text }: Block, source: string): boolean {
  return `\n${source}`.includes(`\n${text.slice(text.indexOf('\n') + 1)}`);
}

it.each(blocks)('the block at $place has a language that is checked', ({ language }) => {
  expect(LANGUAGES).toContain(language);
});

it.each(blocks.filter(({ language }) => language === 'json'))('the block at $place is JSON', ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

it.each(excerpts)('the block at $place matches its file', (block) => {
  const file = fileOf(block) ?? '';
  expect(isExcerpt(block, read(file))).toBe(true);
});

it('no file is in two different blocks', () => {
  const files = blocks.flatMap((block) => fileOf(block) ?? []);
  expect(files.filter((file, index) => index !== files.indexOf(file))).toEqual([]);
});

it('compares an excerpt line by line', () => {
  const block = { place: '', language: 'ts', text: '// a.ts\nb();\nc();\n' };
  expect(isExcerpt(block, 'a();\nb();\nc();\n')).toBe(true);
  expect(isExcerpt(block, 'a();\nb();\nx();\nc();\n')).toBe(false);
  expect(isExcerpt(block, 'ab();\nc();\n')).toBe(false);
});
