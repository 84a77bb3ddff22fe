import { expect, it } from 'vitest';
import {
  ALLOWED_WARNINGS,
  type LintReport,
  lintViolations,
} from '../../../../src/tooling/package/check/lint.ts';
import { formatViolation } from '../../../../src/tooling/package/check/violation.ts';

const { code, file, count } = ALLOWED_WARNINGS;
const WARNING = { code, message: 'Unsafe assignment.', file, line: 3, column: 7 };
const ALLOWED = Array.from({ length: count }, () => WARNING);
const VIOLATION = new RegExp(`^${file}:3:8 lint: "${code}" .*Unsafe assignment\\.`);

it.each<[title: string, report: Partial<LintReport>, expected: RegExp[]]>([
  ['allows the allowed warnings', {}, []],
  ['rejects one more of them', { warnings: [...ALLOWED, WARNING] }, [VIOLATION]],
  ['rejects one in another file', { warnings: [...ALLOWED, { ...WARNING, file: 'a.js' }] }, [/^a\.js/]],
  ['rejects every error and notice', { errors: [WARNING], notices: [WARNING] }, [VIOLATION, VIOLATION]],
  [
    'reports an allowed warning that no longer occurs',
    { warnings: ALLOWED.slice(1) },
    [/ stale-allowance: /],
  ],
])('lintViolations %s', (_title, report, expected) => {
  const violations = lintViolations({ errors: [], notices: [], warnings: ALLOWED, ...report });
  expect(violations.map(formatViolation)).toEqual(expected.map((line) => expect.stringMatching(line)));
});
