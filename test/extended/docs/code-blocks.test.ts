import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Block, exampleBlocks, fileOf, isOfFile } from '../../docs/documents.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';
import { installSdk } from '../sdk/install-sdk.ts';

/** Blocks of TypeScript that are whole files. Excerpts are compared with their files in test/docs/. */
const programs = (await exampleBlocks()).filter(
  (block) => ['ts', 'tsx'].includes(block.language) && !isOfFile(block),
);
const isOfProject = (block: Block) => /^(?:src|test)\//.test(fileOf(block) ?? '');
const ofProject = programs.filter(isOfProject);
const ofConsumer = programs.filter((block) => !isOfProject(block));

/** What WXT declares in an extension. https://wxt.dev/guide/essentials/entrypoints.html */
const WXT = 'declare function defineBackground(main: () => void): unknown;\n';

/** A block that has an error of types. */
const BROKEN: Block = {
  place: 'nowhere',
  language: 'ts',
  text: "import { createClient } from 'latchkey';\nimport config from './auth';\n(await createClient(config).getUser()).name;\n",
};

/** Returns the file that each block is written to. */
function filesOf(blocks: readonly Block[]): Map<string, Block> {
  return new Map(blocks.map((block, index) => [fileOf(block) ?? `block-${index}.${block.language}`, block]));
}

/** Writes the blocks into a folder with that tsconfig. Returns the compiler's messages, by the place of each block. */
async function compile(
  folder: string,
  blocks: readonly Block[],
  tsconfig: { readonly compilerOptions: object; readonly include: readonly string[] },
): Promise<(place: string) => readonly string[]> {
  const files = filesOf(blocks);
  for (const [file, { text }] of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  // A reader continues where the block ends: what it declares need not be used in it.
  const compilerOptions = { ...tsconfig.compilerOptions, noUnusedLocals: false };
  const settings = { ...tsconfig, compilerOptions, include: [...files.keys(), ...tsconfig.include] };
  await writeFile(path.join(folder, 'tsconfig.blocks.json'), JSON.stringify(settings));
  const { stdout } = await runIn(folder, ['tsc', '-p', 'tsconfig.blocks.json', '--pretty', 'false']);
  return (place) => {
    const file = [...files].find(([, block]) => block.place === place)?.[0];
    return stdout.split('\n').filter((line) => line.startsWith(`${file}(`));
  };
}

describe('a block for an extension with the SDK', () => {
  let folder: string;
  let messagesOf: (place: string) => readonly string[];

  beforeAll(async () => {
    folder = await installSdk('react', '@types', '.bin');
    await writeFile(path.join(folder, 'wxt.d.ts'), WXT);
    const compilerOptions = {
      ...{ strict: true, noEmit: true, target: 'es2023', module: 'esnext', moduleResolution: 'bundler' },
      ...{ lib: ['es2023', 'dom'], jsx: 'react-jsx', types: [] },
    };
    messagesOf = await compile(folder, [...ofConsumer, BROKEN], { compilerOptions, include: ['wxt.d.ts'] });
  });

  it.each(ofConsumer)('at $place has the right types', ({ place }) => {
    expect(messagesOf(place)).toEqual([]);
  });

  it('is reported if it has wrong types', () => {
    expect(messagesOf(BROKEN.place)).toEqual([expect.stringContaining('possibly')]);
  });

  it.each(ofConsumer.flatMap((block) => fileOf(block) ?? []))(
    'is bundled by esbuild without a plugin: %s',
    async (file) => {
      const { outputFiles } = await build({
        ...{ absWorkingDir: folder, entryPoints: [file], outdir: 'bundled', write: false },
        ...{ bundle: true, format: 'esm', splitting: true, jsx: 'automatic', logLevel: 'silent' },
      });
      expect(outputFiles).not.toEqual([]);
    },
  );
});

describe('a block for a copy of this project', () => {
  let folder: string;
  let messagesOf: (place: string) => readonly string[];

  beforeAll(async () => {
    folder = await copyProject();
    const tsconfig = { extends: './tsconfig.json', compilerOptions: {}, include: ['{src,test}/**/*.d.ts'] };
    messagesOf = await compile(folder, ofProject, tsconfig);
  });

  it.each(ofProject)('at $place has the right types', ({ place }) => {
    expect(messagesOf(place)).toEqual([]);
  });

  it('passes when it is a test', async () => {
    const tests = [...filesOf(ofProject).keys()].filter((file) => file.endsWith('.test.ts'));
    expect(tests).not.toEqual([]);
    const command = ['vitest', 'run', '--config', 'test/vitest.config.ts', ...tests];
    expect(await runIn(folder, command)).toMatchObject({ code: 0 });
  });
});
