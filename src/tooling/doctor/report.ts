import type { Config } from '../../sdk/config.ts';
import { CHECKS, type CheckName, type CheckResults, type Fix, type Outcome } from './check-result.ts';

/** Returns the results with their names, in the order of the report. */
export function listed(results: CheckResults): readonly (readonly [CheckName, Outcome])[] {
  const names = Object.keys(CHECKS).filter((name): name is CheckName => name in CHECKS);
  return names.flatMap((name) => {
    const outcome = results[name];
    return outcome === undefined ? [] : [[name, outcome] as const];
  });
}

/** Whether every check is ok. */
export function isOk(results: CheckResults): boolean {
  return listed(results).every(([, { kind }]) => kind === 'ok');
}

/** Returns a line for each check, with the fix under a failure. */
export function resultLines(results: CheckResults): string[] {
  return listed(results).flatMap(([name, outcome]) => lineOf(CHECKS[name], outcome));
}

/** Returns the report as text. `unseen`: the names of the fields that no check can see. */
export function reportText(results: CheckResults, unseen: readonly string[]): string {
  return [...resultLines(results), '', summary(results, unseen)].join('\n');
}

function lineOf(about: string, outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'ok':
      return [`ok      ${about}: ${outcome.message}`];
    case 'failed':
      return [
        `failed  ${about}: ${outcome.message}`,
        ...fixLines(outcome.fix).map((line) => `        ${line}`),
      ];
    case 'skipped':
      return [`skipped ${about}: ${outcome.message}`];
  }
}

function fixLines({ place, field, how, value }: Fix): string[] {
  const where = `Fix: ${place}, ${field}`;
  if (value === null) return [where];
  return [`${where}, ${how}:`, `  ${value}`];
}

function summary(results: CheckResults, unseen: readonly string[]): string {
  const count = (kind: Outcome['kind']) =>
    listed(results).filter(([, outcome]) => outcome.kind === kind).length;
  const words = `${count('ok')} ok, ${count('failed')} failed, ${count('skipped')} skipped.`;
  if (!isOk(results)) return words;
  return `${words}\nNot visible from outside, so look yourself: ${[...unseen, 'the settings of each connection'].join(', ')}.`;
}

/** Returns the report as one JSON object. */
export function reportJson({ domain, clientId }: Config, results: CheckResults): string {
  const checks = listed(results).map(([check, { kind, ...rest }]) => ({ check, outcome: kind, ...rest }));
  return JSON.stringify({ domain, clientId, ok: isOk(results), checks }, null, 2);
}
