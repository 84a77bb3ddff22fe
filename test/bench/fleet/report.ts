import type { Result } from './measure.ts';

/** The busiest minute may bring so many times the mean. */
const HIGHEST_PEAK = 2;

/** The results as a table in Markdown, a row for each. */
export function tableOf(results: readonly Result[]): string {
  const columns: Readonly<Record<string, (result: Result) => string>> = {
    scenario: ({ name, hasGoals }) => (hasGoals ? `**${name}**` : name),
    'requests per person and day': (result) => result.requestsPerPersonAndDay.toFixed(2),
    'mean, per second': (result) => result.meanRate.toFixed(1),
    'busiest minute, per second': (result) => result.peakRate.toFixed(1),
    'peak ÷ mean': (result) => result.peakToMean.toFixed(2),
    'after the absence': (result) => result.afterAbsenceToMean.toFixed(2),
    'after the 429s': (result) => result.afterBusyToMean.toFixed(2),
    'awake computers, peak ÷ mean': (result) => result.awakePeakToMean.toFixed(2),
    'asked and had it at once': (result) => percent(result.freshShare, 1),
    'asked in vain': (result) => percent(result.unservedShare, 4),
    'failed requests': (result) => result.failures.toLocaleString('en'),
    'signed out': (result) => result.signedOut.toLocaleString('en'),
  };
  const names = Object.keys(columns);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = results.map((result) => line(names.map((name) => columns[name]?.(result) ?? '')));
  return [line(names), `|---|${'---:|'.repeat(names.length - 1)}`, ...rows].join('\n');
}

/** Each goal that a result with goals misses, as a sentence. */
export function missedGoals(results: readonly Result[]): string[] {
  return results.filter(({ hasGoals }) => hasGoals).flatMap(missedBy);
}

function missedBy({ name, peakToMean, afterAbsenceToMean, signedOut }: Result): string[] {
  const tooHigh = (when: string, ratio: number) =>
    ratio <= HIGHEST_PEAK
      ? []
      : [`${name}: ${when} bring ${ratio.toFixed(2)} times the mean, more than ${HIGHEST_PEAK}.`];
  return [
    ...tooHigh('the busiest minute of all', peakToMean).map((sentence) =>
      sentence.replace(' bring ', ' brings '),
    ),
    ...tooHigh('the ten minutes after the absence', afterAbsenceToMean),
    ...(signedOut === 0 ? [] : [`${name}: ${signedOut} people have to sign in again, which nobody should.`]),
  ];
}

function percent(share: number, digits: number): string {
  return `${(share * 100).toFixed(digits)} %`;
}
