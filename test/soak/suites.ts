/** All that is tried in the soak, in suites: each has a yard of its own. */
import { mulberry32 } from '../bench/fleet/random.ts';
import { answerCases } from './answers.ts';
import type { Case } from './cases.ts';
import { networkCases } from './network.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { restoredCases } from './restored.ts';
import { stepCases } from './steps.ts';
import { storageCases } from './storage-troubles.ts';
import { type Trace, traceOf } from './trace.ts';
import { twoWindowsCase } from './two-windows.ts';
import { updateCases, updateMeanwhileCases } from './updates.ts';
import type { Yard, YardOptions } from './yard.ts';

export interface Suite {
  readonly name: string;
  readonly yard: YardOptions;
  /** The cases, some of which are found by running an operation once. */
  cases(yard: Yard): Promise<readonly Case[]>;
}

export const HOSTED: YardOptions = { environment: { AUTH0_LOGIN: 'hosted' } };

/** So that what the form does is not done for it. */
export const FORM_ALONE: YardOptions = { environment: { AUTH0_SILENT: 'off' } };

/** What can go wrong in the course of an operation. */
const TROUBLES: Readonly<Record<string, (operation: Operation, trace: Trace) => Case[]>> = {
  'broken off at each step': stepCases,
  'each wrong answer': answerCases,
  'storage that fails': storageCases,
  'the network lost': networkCases,
  'updated meanwhile': updateMeanwhileCases,
};

/** How many times two popups do something at the same time. */
const ROUNDS = 40;

export const SUITES: readonly Suite[] = [
  ...Object.values(OPERATIONS).flatMap(troubleSuites),
  { name: 'loaded again, and updated', yard: HOSTED, cases: async () => updateCases() },
  { name: 'restored from a copy', yard: HOSTED, cases: async () => restoredCases() },
  { name: 'two windows', yard: {}, cases: async () => [twoWindows(1), twoWindows(2), twoWindows(3)] },
];

/** All cases of an operation, by trouble. It is run once, to know of what it consists. */
export async function troubleCases(
  yard: Yard,
  operation: Operation,
): Promise<Readonly<Record<string, readonly Case[]>>> {
  const trace = await traceOf(yard, operation);
  const all = Object.entries(TROUBLES).map(([trouble, cases]) => [trouble, cases(operation, trace)] as const);
  return Object.fromEntries(all);
}

function troubleSuites(operation: Operation): Suite[] {
  return Object.keys(TROUBLES).map((trouble) => ({
    name: `${operation.name}: ${trouble}`,
    yard: operation.login === 'hosted' ? HOSTED : FORM_ALONE,
    cases: async (yard) => (await troubleCases(yard, operation))[trouble] ?? [],
  }));
}

function twoWindows(seed: number): Case {
  return twoWindowsCase(`two windows, ${ROUNDS} rounds, seed ${seed}`, ROUNDS, mulberry32(seed));
}
