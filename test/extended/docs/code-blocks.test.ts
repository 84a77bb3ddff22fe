import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Block, exampleBlocks, fileOf, isOfFile } from '../../docs/documents.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';

/** Blocks of TypeScript that are whole files. Excerpts are compared with their files in test/docs/. */
const programs = (await exampleBlocks()).filter(
  (block) => ['ts', 'tsx'].includes(block.language) && !isOfFile(block),
);

/** What WXT declares in an extension. https://wxt.dev/guide/essentials/entrypoints.html */
const WXT = 'declare function defineBackground(main: () => void): unknown;\n';

describe('a block of TypeScript', () => {
  let folder: string;
  /** The compiler's messages, by the place of the block. */
  const reported = new Map<string, string[]>();
  const broken: Block = {
    place: 'nowhere',
    language: 'ts',
    text: "import { createClient } from 'latchkey';\nimport config from './auth';\n(await createClient(config).getUser()).name;\n",
  };

  beforeAll(async () => {
    folder = await copyProject();
    const files = new Map(
      [...programs, broken].map(
        (block, index) => [fileOf(block) ?? `block-${index}.${block.language}`, block] as const,
      ),
    );
    for (const [file, { text }] of files) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    await writeFile(path.join(folder, 'wxt.d.ts'), WXT);
    // A reader continues where the block ends: what it declares need not be used in it.
    const compilerOptions = { noUnusedLocals: false, jsx: 'react-jsx' };
    const settings = {
      extends: './tsconfig.json',
      compilerOptions,
      include: [...files.keys(), 'wxt.d.ts', 'src/**/*.d.ts', 'test/**/*.d.ts'],
    };
    await writeFile(path.join(folder, 'tsconfig.blocks.json'), JSON.stringify(settings));
    const output = await runIn(folder, ['tsc', '-p', 'tsconfig.blocks.json', '--pretty', 'false']).catch(
      String,
    );
    for (const [file, { place }] of files)
      reported.set(
        place,
        output.split('\n').filter((line) => line.includes(`${file}(`)),
      );
  });

  it.each(programs)('at $place has the right types', ({ place }) => {
    expect(reported.get(place)).toEqual([]);
  });

  it('is reported if it has wrong ones', () => {
    expect(reported.get('nowhere')).toEqual([expect.stringContaining('possibly')]);
  });

  it.each(['background.ts', 'popup.ts'])('of README is bundled without a plugin: %s', async (file) => {
    expect(programs.some((block) => fileOf(block) === file)).toBe(true);
    const bundled = await build({
      absWorkingDir: folder,
      entryPoints: [file],
      bundle: true,
      format: 'esm',
      splitting: true,
      outdir: 'bundled',
      write: false,
      logLevel: 'silent',
    });
    expect(bundled.outputFiles).not.toEqual([]);
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
