/** What the SDK adds to the scripts of a consumer that bundles with esbuild and minifies. */
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Budget, SDK_BUDGETS } from '../../package/budgets.ts';
import { exceeded, sizeOf } from '../../package/sizes.ts';
import { installSdk } from './install-sdk.ts';

let consumer: string;

beforeAll(async () => {
  consumer = await installSdk();
});

/** Bundles a script of a consumer. Returns the bytes that the browser loads at once: the script and what it imports. */
async function sizeOfScript(contents: string): Promise<Budget> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: consumer },
    absWorkingDir: consumer,
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
    minify: true,
    outdir: '.',
    splitting: true,
    target: ['chrome150', 'firefox153'],
    write: false,
  });
  const loaded = new Set<string>();
  const load = (name: string) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const { path: imported, kind } of metafile.outputs[name]?.imports ?? [])
      if (kind === 'import-statement') load(imported);
  };
  load('stdin.js');
  const scripts = outputFiles.filter((file) => loaded.has(path.relative(consumer, file.path)));
  return sizeOf(scripts.map(({ contents: bytes }) => bytes));
}

const SCRIPTS: Readonly<Record<keyof typeof SDK_BUDGETS, string>> = {
  'latchkey/background': "import { startBackground } from 'latchkey/background'; startBackground({}, {});",
  'latchkey/popup': "import { createSignIn } from 'latchkey/popup'; createSignIn({}, {});",
  'latchkey/content': "import { callOperation } from 'latchkey/content'; callOperation('name');",
  'createClient of latchkey': "import { createClient } from 'latchkey'; createClient({});",
};

describe('a minified script of a consumer', () => {
  it.each(Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[])('is within the budget of %s', async (name) => {
    const size = await sizeOfScript(SCRIPTS[name]);
    expect(exceeded(size, SDK_BUDGETS[name])).toEqual([]);
  });

  it('contains nothing of an entry that it imports and does not use', async () => {
    expect((await sizeOfScript("import 'latchkey'; import 'latchkey/popup';")).raw).toBe(0);
  });
});
