import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Block, exampleBlocks, fileOf, isOfFile } from '../../docs/documents.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';

/** Blocks of TypeScript that stand for themselves. Excerpts are compared with their files in test/docs/. */
const programs = (await exampleBlocks()).filter((block) => block.language === 'ts' && !isOfFile(block));

describe('a block of TypeScript', () => {
  let folder: string;
  /** What the compiler says, by the place of the block. */
  const told = new Map<string, string[]>();
  const broken: Block = {
    place: 'nowhere',
    language: 'ts',
    text: "import { createClient } from 'latchkey';\nimport { config } from './config.ts';\n(await createClient(config).getUser()).name;\n",
  };

  beforeAll(async () => {
    folder = await copyProject();
    const files = new Map(
      [...programs, broken].map(
        (block, index) => [fileOf(block) ?? `src/extension/block-${index}.ts`, block] as const,
      ),
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
  });

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
  });
});
