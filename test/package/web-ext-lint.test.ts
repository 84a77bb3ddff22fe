import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Attribute, attributor, type BuiltPackages, buildPackages } from './built.ts';

interface Message {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface LintReport {
  readonly errors: readonly Message[];
  readonly notices: readonly Message[];
  readonly warnings: readonly Message[];
}

describe("Mozilla's linter on the package for Firefox", () => {
  let report: LintReport;
  let attribute: Attribute;
  beforeAll(async () => {
    const built = await buildPackages();
    attribute = await attributor(built);
    report = await lint(built);
  }, 120_000);

  it('finds no error', () => expect(report.errors).toEqual([]));

  it('has no notice', () => expect(report.notices).toEqual([]));

  it('warns of three assignments in release libraries and of nothing else', () => {
    const warnings = report.warnings.map(
      ({ code, file, line, column }) => `${code} ${attribute(file, line - 1, column)}`,
    );
    expect(warnings.sort()).toEqual([
      'UNSAFE_VAR_ASSIGNMENT dompurify',
      'UNSAFE_VAR_ASSIGNMENT react-dom',
      'UNSAFE_VAR_ASSIGNMENT react-dom',
    ]);
  });
});

async function lint({ outDir }: BuiltPackages): Promise<LintReport> {
  const run = promisify(execFile);
  const args = ['lint', '--source-dir', `${outDir}/firefox`, '--output', 'json', '--no-config-discovery'];
  const { stdout } = await run('node_modules/.bin/web-ext', args, { maxBuffer: 10_000_000 });
  return JSON.parse(stdout);
}
