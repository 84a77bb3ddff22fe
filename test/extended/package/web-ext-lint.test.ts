import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintViolations, runLint } from '../../../src/tooling/package/check/lint.ts';
import { formatViolation } from '../../../src/tooling/package/check/violation.ts';
import { builtPackages } from '../../package/built.ts';
import { temporaryDir } from '../../support/profile.ts';

describe('web-ext lint of the package for Firefox', () => {
  it('reports only what the allowlist names', async () => {
    const { outDir } = await builtPackages();
    const report = await runLint(path.join(outDir, 'firefox'));
    expect(lintViolations(report).map(formatViolation)).toEqual([]);
  });

  it('reports HTML from a variable, and an invalid extension ID', async () => {
    const { outDir } = await builtPackages();
    const folder = await temporaryDir('package');
    await cp(path.join(outDir, 'firefox'), folder, { recursive: true });
    await writeFile(path.join(folder, 'popup.js'), 'document.body.innerHTML = location.hash;\n');
    const { browser_specific_settings: _, ...manifest } = JSON.parse(
      await readFile(path.join(folder, 'manifest.json'), 'utf8'),
    );
    await writeFile(
      path.join(folder, 'manifest.json'),
      JSON.stringify({ ...manifest, browser_specific_settings: { gecko: { id: 'no id' } } }),
    );
    const violations = lintViolations(await runLint(folder));
    expect(violations.map(({ file, found }) => `${file} ${found}`)).toContain(
      'popup.js UNSAFE_VAR_ASSIGNMENT',
    );
    expect(violations.filter(({ file }) => file === 'manifest.json')).not.toEqual([]);
  });
});
