/**
 * `npm run bench -- fleet`: what a tenant receives from a million installations in a week, by the real policy of
 * `src/sdk/session/renewal.ts` and by a naive one, simulated. Prints a table. Ends with 1 if a goal is missed.
 */
import { parseArgs } from 'node:util';
import { HOUR } from './computer.ts';
import { POLICIES, type Result, simulate } from './simulation.ts';

/** The busiest minute brings at most this many times the mean. */
const HIGHEST_PEAK = 2;

/** A row of the table. 24 hours are Auth0's default for the access tokens of an API. */
const SCENARIOS = [
  { name: '24 hours', policy: POLICIES.latchkey, tokenLife: 24 * HOUR, hasGoals: true },
  { name: '24 hours, naive', policy: POLICIES.naive, tokenLife: 24 * HOUR, hasGoals: false },
  { name: '2 hours', policy: POLICIES.latchkey, tokenLife: 2 * HOUR, hasGoals: true },
  { name: '2 hours, naive', policy: POLICIES.naive, tokenLife: 2 * HOUR, hasGoals: false },
] as const;

/** Runs all scenarios; arguments as on the command line: `--installs`, `--seed`. */
export async function benchFleet(args: readonly string[]): Promise<void> {
  const { installs, seed } = extentOf(args);
  console.log(
    '| access tokens of | requests per install and day | busiest minute ÷ mean | after the absence | fresh |',
  );
  console.log('|---|---:|---:|---:|---:|');
  for (const { name, policy, tokenLife, hasGoals } of SCENARIOS) {
    const result = simulate(policy, tokenLife, installs, seed);
    const { requestsPerInstallAndDay, peakToMean, afterAbsenceToMean, freshShare } = result;
    const cells = [requestsPerInstallAndDay, peakToMean, afterAbsenceToMean].map((cell) => cell.toFixed(2));
    console.log(`| ${[name, ...cells, `${(freshShare * 100).toFixed(1)} %`].join(' | ')} |`);
    const missed = hasGoals ? missedGoals(name, result) : [];
    for (const goal of missed) console.error(goal);
    if (missed.length > 0) process.exitCode = 1;
  }
}

/** Returns a sentence for each goal that a result misses. By chance alone, fewer than some 100,000 installations do. */
export function missedGoals(name: string, { peakToMean, afterAbsenceToMean }: Result): string[] {
  return Object.entries({
    'the busiest minute': peakToMean,
    'the minutes after the absence': afterAbsenceToMean,
  })
    .filter(([, ratio]) => ratio > HIGHEST_PEAK)
    .map(
      ([when, ratio]) => `${name}: ${when}: ${ratio.toFixed(2)} times the mean, more than ${HIGHEST_PEAK}.`,
    );
}

function extentOf(args: readonly string[]): { readonly installs: number; readonly seed: number } {
  const { values } = parseArgs({
    args: [...args],
    options: { installs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
  });
  const [installs, seed] = [Number(values.installs), Number(values.seed)];
  if (!Number.isInteger(installs) || installs < 1) throw new Error('--installs takes a whole number from 1.');
  if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number.');
  return { installs, seed };
}
