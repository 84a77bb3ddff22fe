import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Attribute, attributor } from '../../../src/tooling/package/check/attribution.ts';
import { describeFinding } from '../../../src/tooling/package/check/finding.ts';
import { LINT_ALLOWANCES, lintPackage } from '../../../src/tooling/package/check/lint.ts';
import type { BuiltPackages } from '../../package/builds.ts';
import { builtPackages } from '../../package/built.ts';
import { temporaryDir } from '../../support/profile.ts';

describe("Mozilla's linter on the package for Firefox", () => {
  let built: BuiltPackages;
  let attribute: Attribute;
  beforeAll(async () => {
    built = await builtPackages();
    attribute = await attributor(built);
  });

  it('says what the list allows, and nothing else', async () => {
    const findings = await lintPackage(path.join(built.outDir, 'firefox'), attribute);
    expect(findings.map(describeFinding)).toEqual([]);
  });

  it('finds what is put into it: HTML from a variable, and an id that is none', async () => {
    const folder = await temporaryDir('package');
    await cp(path.join(built.outDir, 'firefox'), folder, { recursive: true });
    await writeFile(path.join(folder, 'popup.js'), 'document.body.innerHTML = location.hash;\n');
    const { browser_specific_settings: _, ...manifest } = JSON.parse(
      await readFile(path.join(folder, 'manifest.json'), 'utf8'),
    );
    await writeFile(
      path.join(folder, 'manifest.json'),
      JSON.stringify({ ...manifest, browser_specific_settings: { gecko: { id: 'no id' } } }),
    );
    const findings = await lintPackage(folder, (file) => `module of ${file}`);
    const found = findings.map((finding) => `${finding.module} ${finding.found}`);
    expect(found).toContain('module of popup.js UNSAFE_VAR_ASSIGNMENT');
    expect(findings.filter(({ file }) => file === 'manifest.json')).not.toEqual([]);
  });
});

it('every warning that stays says why', () => {
  for (const { because } of LINT_ALLOWANCES) expect(because.length).toBeGreaterThan(15);
});
