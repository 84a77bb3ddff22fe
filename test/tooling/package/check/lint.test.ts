import { describe, expect, it } from 'vitest';
import {
  type LintAllowance,
  type LintReport,
  lintViolations,
} from '../../../../src/tooling/package/check/lint.ts';
import { formatViolation } from '../../../../src/tooling/package/check/violation.ts';

const WARNING = { code: 'UNSAFE', message: 'Unsafe assignment.', file: 'lock.js', line: 3, column: 7 };
const ALLOWED: LintAllowance = { code: 'UNSAFE', file: 'lock.js', count: 1, reason: 'a test' };
const VIOLATION = /^lock\.js:3:8 lint: "UNSAFE" .*Unsafe assignment\./;

const check = (report: Partial<LintReport>, allowlist: readonly LintAllowance[]) =>
  lintViolations({ errors: [], notices: [], warnings: [], ...report }, allowlist).map(formatViolation);

describe('lintViolations', () => {
  it.each([
    ['allows a warning on the allowlist', { warnings: [WARNING] }, [ALLOWED], []],
    ['refuses any other warning', { warnings: [WARNING] }, [], [VIOLATION]],
    ['refuses one more of the same', { warnings: [WARNING, WARNING] }, [ALLOWED], [VIOLATION]],
    [
      'refuses the same in another file',
      { warnings: [WARNING, { ...WARNING, file: 'popup.js' }] },
      [ALLOWED],
      [/^popup\.js/],
    ],
    [
      'refuses every error and notice',
      { warnings: [WARNING], errors: [WARNING], notices: [WARNING] },
      [ALLOWED],
      [VIOLATION, VIOLATION],
    ],
    ['misses a warning that no longer occurs', {}, [ALLOWED], [/^lock\.js stale-allowance: "UNSAFE"/]],
  ])('%s', (_title, report, allowlist, expected) => {
    expect(check(report, allowlist)).toEqual(expected.map((line) => expect.stringMatching(line)));
  });
});
