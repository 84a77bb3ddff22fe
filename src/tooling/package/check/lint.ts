import { execFile } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../build/root.ts';
import type { Attribute } from './attribution.ts';
import type { Finding } from './finding.ts';

/** What the linter of addons.mozilla.org says of one place. Line and column are counted from 1 and from 0. */
export interface LintMessage {
  readonly code: string;
  readonly message?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** All that it says of a package. */
export interface LintReport {
  readonly errors: readonly LintMessage[];
  readonly notices: readonly LintMessage[];
  readonly warnings: readonly LintMessage[];
}

/** A warning that may stay. There are exactly `count` of it. */
export interface LintAllowance {
  readonly code: string;
  readonly file: string;
  readonly module: string;
  readonly count: number;
  readonly because: string;
}

const IN_LIBRARY =
  'an assignment inside a release library, whose text may not be edited; the content security policy keeps what is assigned from running';

/** Every warning of Mozilla's linter that stays. There is no error and no notice. */
export const LINT_ALLOWANCES: readonly LintAllowance[] = [
  { code: 'UNSAFE_VAR_ASSIGNMENT', file: 'lock.js', module: 'dompurify', count: 1, because: IN_LIBRARY },
  { code: 'UNSAFE_VAR_ASSIGNMENT', file: 'lock.js', module: 'react-dom', count: 2, because: IN_LIBRARY },
];

/** What Mozilla's linter finds in an unpacked package beyond the list. Rejects where it does not come to a report. */
export async function lintPackage(folder: string, attribute: Attribute): Promise<Finding[]> {
  return lintFindings(await lintReport(folder), attribute);
}

/** Runs `web-ext lint` on an unpacked package. Rejects where it does not come to a report. */
async function lintReport(folder: string): Promise<LintReport> {
  const program = path.join(ROOT, 'node_modules/web-ext/bin/web-ext.js');
  const args = [program, 'lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'];
  return new Promise((resolve, reject) => {
    // It ends with 1 where it finds an error, and has written the report all the same.
    execFile(process.execPath, args, { maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new Error(`web-ext lint gave no report: ${stderr.trim()}`, { cause: error }));
      }
    });
  });
}

/** What of a report is not on the list, and what on the list is not in the report. */
export function lintFindings(
  { errors, notices, warnings }: LintReport,
  attribute: Attribute,
  allowances: readonly LintAllowance[] = LINT_ALLOWANCES,
): Finding[] {
  const refused = [...errors, ...notices].map((message) => asFinding(message, attribute));
  const found = warnings.map((message) => asFinding(message, attribute));
  const beyond = found.filter((finding, index) => {
    const allowance = allowances.find((candidate) => isFor(candidate, finding));
    const before = found
      .slice(0, index)
      .filter((other) => allowance !== undefined && isFor(allowance, other));
    return allowance === undefined || before.length >= allowance.count;
  });
  const stale = allowances.filter(
    (allowance) => found.filter((finding) => isFor(allowance, finding)).length < allowance.count,
  );
  return [...refused, ...beyond, ...stale.map(asStale)];
}

function isFor({ code, file, module }: LintAllowance, finding: Finding): boolean {
  return code === finding.found && file === finding.file && module === finding.module;
}

function asFinding(
  { code, message = '', file = 'the package', line, column }: LintMessage,
  attribute: Attribute,
): Finding {
  const place = line === undefined || column === undefined ? null : { line, column: column + 1 };
  const module = place === null ? attribute(file, 0, 0) : attribute(file, place.line - 1, place.column - 1);
  return { rule: 'lint', file, offset: null, found: code, place, module, snippet: message };
}

function asStale({ code, file, module }: LintAllowance): Finding {
  return { rule: 'stale-allowance', file, offset: null, found: code, place: null, module, snippet: '' };
}
