import { expect, it } from 'vitest';
import { HOUR } from './computer.ts';
import { missedGoals } from './fleet.ts';
import { POLICIES, simulate } from './simulation.ts';

const run = (policy: keyof typeof POLICIES, seed = 1) => simulate(POLICIES[policy], 24 * HOUR, 1_000, seed);

const latchkey = run('latchkey');

it('a fleet does the same for the same seed, and something else for another', () => {
  expect(run('latchkey')).toEqual(latchkey);
  expect(run('latchkey', 2)).not.toEqual(latchkey);
});

it('a fleet asks about once a day, and has a fresh token for nearly every request', () => {
  expect(latchkey.requestsPerInstallAndDay).toBeGreaterThan(0.9);
  expect(latchkey.requestsPerInstallAndDay).toBeLessThan(1.5);
  expect(latchkey.freshShare).toBeGreaterThan(0.95);
});

it('a fleet by the policy asks evenly after an absence, by a naive one all at once', () => {
  // A thousand installations have a busy minute by chance: the goal itself is for a million.
  expect(run('naive').afterAbsenceToMean).toBeGreaterThan(3 * latchkey.afterAbsenceToMean);
});

it('a goal is missed by a busiest minute of more than twice the mean, and is named', () => {
  const good = { ...latchkey, peakToMean: 2, afterAbsenceToMean: 2 };
  expect(missedGoals('24 hours', good)).toEqual([]);
  expect(missedGoals('24 hours', { ...good, peakToMean: 2.01 })).toEqual([
    '24 hours: the busiest minute: 2.01 times the mean, more than 2.',
  ]);
  expect(missedGoals('24 hours', { ...good, afterAbsenceToMean: 3 })).toHaveLength(1);
});
