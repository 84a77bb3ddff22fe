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

/**
 * The only allowed warnings: assignments inside react-dom (2) and dompurify (1), as they were released. The content security
 * policy prevents what they assign from running scripts.
 */
export const ALLOWED_WARNINGS = { code: 'UNSAFE_VAR_ASSIGNMENT', file: 'lock.js', count: 3 };

/** Runs `web-ext lint` on an unpacked package. Returns its report. Rejects if there is no report. */
export function runLint(folder: string): Promise<LintReport> {
  const program = path.join(ROOT, 'node_modules/web-ext/bin/web-ext.js');
  const args = [program, 'lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'];
  return new Promise((resolve, reject) => {
    // If it finds errors, web-ext exits with code 1, but still writes the report.
    execFile(process.execPath, args, { maxBuffer: 10_000_000 }, (cause, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new Error(`web-ext lint returned no report: ${stderr.trim()}`, { cause }));
      }
    });
  });
}

/** Returns the messages of a report that are not allowed, and a violation if an allowed warning is missing. */
export function lintViolations({ errors, notices, warnings }: LintReport): Violation[] {
  const { code, file, count } = ALLOWED_WARNINGS;
  const isAllowed = (warning: LintMessage) => warning.code === code && warning.file === file;
  const allowed = warnings.filter(isAllowed);
  const others = warnings.filter((warning) => !isAllowed(warning));
  return [
    ...[...errors, ...notices, ...others, ...allowed.slice(count)].map(violationFrom),
    ...(allowed.length < count ? [violationOf('stale-allowance', file, code)] : []),
  ];
}

function violationFrom({ code, message = '', file = 'the package', line, column }: LintMessage): Violation {
  const position = line === undefined || column === undefined ? null : { line, column: column + 1 };
  return { rule: 'lint', file, found: code, position, snippet: message };
}
