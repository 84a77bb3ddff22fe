import { execFile } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../build/project-files.ts';
import { type Violation, violationOf } from './violation.ts';

/** A message of the linter of addons.mozilla.org. `line` starts at 1, `column` at 0. */
interface LintMessage {
  readonly code: string;
  readonly message?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Output of `web-ext lint --output json`. */
export type LintReport = Readonly<Record<'errors' | 'notices' | 'warnings', readonly LintMessage[]>>;

/** Allowed warnings of one code in one file: exactly `count` of them. */
export interface LintAllowance {
  readonly code: string;
  readonly file: string;
  readonly count: number;
  readonly reason: string;
}

/** All allowed warnings of the linter. No error or notice is allowed. */
export const LINT_ALLOWLIST: readonly LintAllowance[] = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: 'lock.js',
    count: 3,
    reason:
      'assignments inside react-dom (2) and dompurify (1), whose text may not be edited; the content security policy keeps what is assigned from running',
  },
];

/** Runs `web-ext lint` on an unpacked package. Returns the result of `lintViolations`. Rejects if there is no report. */
export function lintPackage(folder: string): Promise<Violation[]> {
  const program = path.join(ROOT, 'node_modules/web-ext/bin/web-ext.js');
  const args = [program, 'lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'];
  return new Promise((resolve, reject) => {
    // If it finds errors, web-ext exits with code 1, but still writes the report.
    execFile(process.execPath, args, { maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      try {
        resolve(lintViolations(JSON.parse(stdout)));
      } catch {
        reject(new Error(`web-ext lint gave no report: ${stderr.trim()}`, { cause: error }));
      }
    });
  });
}

/**
 * Returns the messages of a report that are not allowed, and a violation for each entry with fewer warnings than its
 * `count`.
 */
export function lintViolations(
  { errors, notices, warnings }: LintReport,
  allowlist: readonly LintAllowance[] = LINT_ALLOWLIST,
): Violation[] {
  const isFor = (allowance: LintAllowance) => (message: LintMessage) =>
    allowance.code === message.code && allowance.file === message.file;
  const refused = warnings.filter((message) => !allowlist.some((allowance) => isFor(allowance)(message)));
  const beyond = allowlist.flatMap((one) => warnings.filter(isFor(one)).slice(one.count));
  const stale = allowlist.filter((one) => warnings.filter(isFor(one)).length < one.count);
  return [
    ...[...errors, ...notices, ...refused, ...beyond].map(violationFrom),
    ...stale.map(({ code, file }) => violationOf('stale-allowance', file, code)),
  ];
}

function violationFrom({ code, message = '', file = 'the package', line, column }: LintMessage): Violation {
  const position = line === undefined || column === undefined ? null : { line, column: column + 1 };
  return { rule: 'lint', file, found: code, position, snippet: message };
}
