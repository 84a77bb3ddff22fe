import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../../../src/tooling/package/check/finding.ts';
import {
  type LintAllowance,
  type LintReport,
  lintFindings,
} from '../../../../src/tooling/package/check/lint.ts';

const CLEAN: LintReport = { errors: [], notices: [], warnings: [] };
const WARNING = { code: 'UNSAFE', message: 'Unsafe assignment.', file: 'lock.js', line: 3, column: 7 };
const ALLOWED: LintAllowance = {
  code: 'UNSAFE',
  file: 'lock.js',
  module: 'react-dom',
  count: 1,
  because: 'it must',
};

/** Says what the place is that it was asked about. */
const attribute = (_file: string, line: number, column: number) =>
  line === 2 && column === 7 ? 'react-dom' : 'other';

const findings = (report: Partial<LintReport>, allowed: readonly LintAllowance[]) =>
  lintFindings({ ...CLEAN, ...report }, attribute, allowed).map(describeFinding);

describe('what the linter says', () => {
  it('is right where it is on the list, by code, file, module and number', () => {
    expect(findings({ warnings: [WARNING] }, [ALLOWED])).toEqual([]);
  });

  it('is refused where it is not on the list, with its place and module', () => {
    expect(findings({ warnings: [WARNING] }, [])).toEqual([
      expect.stringMatching(/^lock\.js:3:8 \(react-dom\) lint: “UNSAFE” .*Unsafe assignment\./),
    ]);
  });

  it.each([
    ['once more', [WARNING, WARNING]],
    ['from another module', [WARNING, { ...WARNING, line: 9 }]],
    ['in another file', [WARNING, { ...WARNING, file: 'popup.js' }]],
    ['with another code', [WARNING, { ...WARNING, code: 'OTHER' }]],
  ])('is refused where it comes %s', (_how, warnings) => {
    expect(findings({ warnings }, [ALLOWED])).toHaveLength(1);
  });

  it('is refused where it is an error or a notice, whatever the list says', () => {
    expect(findings({ warnings: [WARNING], errors: [WARNING], notices: [WARNING] }, [ALLOWED])).toHaveLength(
      2,
    );
  });

  it('is missed where it is on the list and does not come', () => {
    expect(findings({}, [ALLOWED])).toEqual([
      expect.stringContaining('stale-allowance: “UNSAFE” is allowed, but'),
    ]);
  });
});
