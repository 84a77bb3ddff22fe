import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../src/build/root.ts';
import { copyProject, runIn } from '../support/project-copy.ts';
import { type Block, blocksOf, documents } from './documents.ts';
import { EXAMPLE } from './worked-example.ts';

/** Languages of which a document may have blocks, each of them looked at here or in a test beside this one. */
const LANGUAGES = ['', 'json', 'sh', 'ts'];

// The worked example is built and more, in worked-example.test.ts.
const blocks = (await documents()).filter(({ file }) => file !== EXAMPLE).flatMap(blocksOf);

/** The file that the first line of a block names, in a comment. */
function fileOf({ text }: Block): string | undefined {
  return /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
}

/** What a block says of a file: its lines without the first, which names it. */
function bodyOf({ text }: Block): string {
  return text.slice(text.indexOf('\n') + 1);
}

const typescript = blocks.filter(({ language }) => language === 'ts');
const excerpts = typescript.filter((block) => {
  const file = fileOf(block);
  return file !== undefined && existsSync(path.join(ROOT, file));
});
const programs = typescript.filter((block) => !excerpts.includes(block));

/** Lines of an excerpt that do not stand in its file one after the other. */
function isExcerpt(block: Block, source: string): boolean {
  return `\n${source}`.includes(`\n${bodyOf(block)}`);
}

it.each(blocks)('the block at $place has a language that somebody checks', ({ language }) => {
  expect(LANGUAGES).toContain(language);
});

it.each(blocks.filter(({ language }) => language === 'json'))('the block at $place is JSON', ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

it.each(excerpts)('the block at $place is what its file says', (block) => {
  const file = fileOf(block) ?? '';
  expect(isExcerpt(block, readFileSync(path.join(ROOT, file), 'utf8'))).toBe(true);
});

describe('a block of TypeScript', () => {
  let folder: string;
  /** What the compiler says, by the place of the block. */
  const told = new Map<string, string[]>();
  const broken: Block = {
    place: 'nowhere',
    language: 'ts',
    text: "import { getUser } from './latchkey.ts';\n(await getUser()).name;\n",
  };

  beforeAll(async () => {
    folder = await copyProject();
    const files = new Map(
      [...programs, broken].map((block, index) => [fileOf(block) ?? `src/block-${index}.ts`, block] as const),
    );
    for (const [file, { text }] of files) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    // A reader goes on where the block ends: what it names need not be used in it.
    const compilerOptions = { noUnusedLocals: false };
    const settings = {
      extends: './tsconfig.json',
      compilerOptions,
      include: [...files.keys(), 'src/**/*.d.ts', 'test/**/*.d.ts'],
    };
    await writeFile(path.join(folder, 'tsconfig.blocks.json'), JSON.stringify(settings));
    const output = await runIn(folder, ['tsc', '-p', 'tsconfig.blocks.json', '--pretty', 'false']).catch(
      String,
    );
    for (const [file, { place }] of files)
      told.set(
        place,
        output.split('\n').filter((line) => line.includes(`${file}(`)),
      );
  }, 60_000);

  it.each(programs)('at $place has the right types', ({ place }) => {
    expect(told.get(place)).toEqual([]);
  });

  it('is seen to have wrong ones', () => {
    expect(told.get('nowhere')).toEqual([expect.stringContaining('possibly')]);
  });

  it('that is a test passes', async () => {
    const tests = programs
      .flatMap((block) => fileOf(block) ?? [])
      .filter((file) => file.endsWith('.test.ts'));
    expect(tests).not.toEqual([]);
    const printed = await runIn(folder, ['vitest', 'run', '--config', 'test/vitest.config.ts', ...tests]);
    expect(printed).toMatch(/passed/);
  }, 60_000);
});

it('an excerpt is compared line by line', () => {
  const block = { place: '', language: 'ts', text: '// a.ts\nb();\nc();\n' };
  expect(isExcerpt(block, 'a();\nb();\nc();\n')).toBe(true);
  expect(isExcerpt(block, 'a();\nb();\nx();\nc();\n')).toBe(false);
  expect(isExcerpt(block, 'ab();\nc();\n')).toBe(false);
});
