import type { Config } from '../../sdk/config.ts';
import { fieldOf } from '../setup/options.ts';
import type { CheckResult, Configuration, Fix, Outcome } from './check-result.ts';

/** Returns whether every check is ok. */
export function isOk(results: readonly CheckResult[]): boolean {
  return results.every(({ outcome }) => outcome.kind === 'ok');
}

/** Returns the results with fixes for the project's `configuration`: `.env`, or fields of `defineConfig`. */
export function fixedIn(
  configuration: Configuration,
  results: readonly CheckResult[],
): readonly CheckResult[] {
  if (configuration === '.env') return results;
  return results.map((result) => {
    const { outcome } = result;
    if (outcome.kind !== 'failed' || outcome.fix.place !== '.env') return result;
    const fix: Fix = { ...outcome.fix, place: configuration, field: fieldOf(outcome.fix.field) };
    return { ...result, outcome: { ...outcome, fix } };
  });
}

/** Returns a line for each check, with the fix under a failure. */
export function resultLines(results: readonly CheckResult[]): string[] {
  return results.flatMap(({ title, outcome }) => [
    `${outcome.kind.padEnd(8)}${title}: ${outcome.message}`,
    ...(outcome.kind === 'failed' ? fixLines(outcome.fix) : []),
  ]);
}

function fixLines({ place, field, how, value }: Fix): string[] {
  const where = `        Fix: ${place}, ${field}`;
  return value === null ? [where] : [`${where}, ${how}:`, `          ${value}`];
}

/** Returns the report as text. `hidden` has the names of the fields that no check covers. */
export function reportText(results: readonly CheckResult[], hidden: readonly string[]): string {
  const count = (kind: Outcome['kind']) => results.filter(({ outcome }) => outcome.kind === kind).length;
  return [
    ...resultLines(results),
    '',
    `${count('ok')} ok, ${count('failed')} failed, ${count('skipped')} skipped.`,
    ...(isOk(results)
      ? [
          `Not visible from outside, so check them in the Auth0 Dashboard: ${hidden.join(', ')}, the settings of each connection.`,
        ]
      : []),
  ].join('\n');
}

/** Returns the report as one JSON object. */
export function reportJson({ domain, clientId }: Config, results: readonly CheckResult[]): string {
  const checks = results.map(({ check, outcome: { kind, ...rest } }) => ({ check, outcome: kind, ...rest }));
  return JSON.stringify({ domain, clientId, ok: isOk(results), checks }, null, 2);
}
