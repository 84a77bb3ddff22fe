import { stat } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../../src/build/manifest.ts';
import { BUDGETS } from './budgets.ts';
import { type BuiltPackages, buildPackages, packageFiles } from './built.ts';

describe.each(BROWSERS)('the sizes for %s', (browser) => {
  let built: BuiltPackages;
  let names: string[];
  beforeAll(async () => {
    built = await buildPackages();
    names = [...(await packageFiles(`${built.outDir}/${browser}`)).keys()];
  }, 60_000);

  const bytes = async (wanted: RegExp) => {
    const files = names.filter((name) => wanted.test(name));
    const sizes = await Promise.all(
      files.map(async (name) => (await stat(`${built.outDir}/${browser}/${name}`)).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  it.each([
    ['signed-in popup', /^(popup|shared-\w+)\.js$/],
    ['background.js', /^background\.js$/],
    ['diagnostics', /^diagnostics\.(css|html|js)$/],
    ['lock.js', /^lock\.js$/],
    ['lock.css', /^lock\.css$/],
  ] as const)('%s keeps its budget', async (name, files) => {
    const size = await bytes(files);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(BUDGETS[name]);
  });
});
