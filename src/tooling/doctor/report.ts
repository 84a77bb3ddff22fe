import type { Config } from '../../sdk/config.ts';
import { CHECKS, type CheckName, type Findings, type Mend, type Outcome } from './check-result.ts';

/** The findings with their names, in the order of the report. */
export function listed(findings: Findings): readonly (readonly [CheckName, Outcome])[] {
  const names = Object.keys(CHECKS).filter((name): name is CheckName => name in CHECKS);
  return names.flatMap((name) => {
    const outcome = findings[name];
    return outcome === undefined ? [] : [[name, outcome] as const];
  });
}

/** Whether every check was made, and found nothing wrong. */
export function isWell(findings: Findings): boolean {
  return listed(findings).every(([, { kind }]) => kind === 'ok');
}

/** For people: a line for each check; under a failure, what fixes it. */
export function findingLines(findings: Findings): string[] {
  return listed(findings).flatMap(([name, outcome]) => lineOf(CHECKS[name], outcome));
}

/** Returns the report for people. `unseen`: the names of the fields that no check can see. */
export function reportText(findings: Findings, unseen: readonly string[]): string {
  return [...findingLines(findings), '', summary(findings, unseen)].join('\n');
}

function lineOf(about: string, outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'ok':
      return [`ok      ${about}: ${outcome.says}`];
    case 'failed':
      return [
        `failed  ${about}: ${outcome.says}`,
        ...mendLines(outcome.mend).map((line) => `        ${line}`),
      ];
    case 'unknown':
      return [`?       ${about}: could not be checked. ${outcome.says}`];
  }
}

function mendLines({ place, field, how, value }: Mend): string[] {
  const where = `Fix: ${place}, ${field}`;
  if (value === null) return [where];
  return [`${where}, ${how}:`, `  ${value}`];
}

function summary(findings: Findings, unseen: readonly string[]): string {
  const count = (kind: Outcome['kind']) =>
    listed(findings).filter(([, outcome]) => outcome.kind === kind).length;
  const words = `${count('ok')} ok, ${count('failed')} failed, ${count('unknown')} could not be checked.`;
  if (!isWell(findings)) return words;
  return `${words}\nNot visible from outside, so look yourself: ${[...unseen, 'the settings of each connection'].join(', ')}.`;
}

/** For programs: one JSON object. */
export function reportJson({ domain, clientId }: Config, findings: Findings): string {
  const checks = listed(findings).map(([check, { kind, ...rest }]) => ({ check, outcome: kind, ...rest }));
  return JSON.stringify({ domain, clientId, isWell: isWell(findings), checks }, null, 2);
}
