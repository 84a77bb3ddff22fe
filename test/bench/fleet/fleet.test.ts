import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';
import { missedGoals, tableOf } from './report.ts';
import { type Extent, SCENARIOS, type Scenario } from './scenario.ts';
import { DAY, MINUTE } from './times.ts';

/** Milliseconds for a test that simulates more than once, on a computer that is busy with others. */
const LONG = 30_000;

/** Three days after a week that does not count. */
const SMALL: Extent = {
  installs: 2_000,
  seed: 1,
  warmUpDays: 7,
  days: 3,
  troubles: { awayOn: 1, busyOn: 2 },
};

function scenario(name: string, over: Partial<Scenario> = {}): Scenario {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no scenario ${name}.`);
  return { ...found, ...over };
}

const latchkey = measure(scenario('tokens of 24 h'), SMALL);
const naive = measure(scenario('tokens of 24 h, naive'), SMALL);

describe('a fleet of installations', () => {
  it(
    'does the same for the same seed, and otherwise for another',
    () => {
      expect(measure(scenario('tokens of 24 h'), SMALL)).toEqual(latchkey);
      expect(measure(scenario('tokens of 24 h'), { ...SMALL, seed: 2 }).hourlyRates).not.toEqual(
        latchkey.hourlyRates,
      );
    },
    LONG,
  );

  it('signs nobody out while the tenant is away or too busy', () => {
    expect(latchkey.failures).toBeGreaterThan(0);
    expect([latchkey.signedOut, naive.signedOut]).toEqual([0, 0]);
  });

  it('has a fresh token for nearly everybody who asks', () => {
    expect(latchkey.freshShare).toBeGreaterThan(0.95);
    expect(latchkey.unservedShare).toBeLessThan(0.001);
  });

  it('comes about once a day for each person', () => {
    expect(latchkey.requestsPerPersonAndDay).toBeGreaterThan(0.9);
    expect(latchkey.requestsPerPersonAndDay).toBeLessThan(1.5);
  });

  it('comes evenly after an absence by the policy, and all at once by a naive one', () => {
    // So few installations have a busy minute by chance alone: the goal itself is for a million.
    expect(latchkey.afterAbsenceToMean).toBeLessThan(4);
    expect(naive.afterAbsenceToMean).toBeGreaterThan(3 * latchkey.afterAbsenceToMean);
    expect(naive.peakToMean).toBeGreaterThan(10);
  });

  it(
    'is signed out by lost answers as far as the tenant takes no refresh token twice',
    () => {
      const losing = (overlap: number) =>
        measure(scenario('tokens of 24 h', { rotation: { lost: 0.02, overlap } }), SMALL);
      const [strict, lenient, tolerant] = [losing(0), losing(MINUTE), losing(30 * DAY)];
      expect(strict.signedOut).toBeGreaterThan(lenient.signedOut);
      expect(lenient.signedOut).toBeGreaterThan(0);
      expect(tolerant.lostAnswers).toBeGreaterThan(0);
      expect(tolerant.signedOut).toBe(0);
    },
    LONG,
  );
});

describe('the report', () => {
  const good = { ...latchkey, peakToMean: 1.7, afterAbsenceToMean: 1.6, signedOut: 0 };

  it('has a row for each scenario, the one with goals in bold', () => {
    const rows = tableOf([good, naive]).split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[2]).toContain('**tokens of 24 h** ');
    expect(rows[3]).toContain('| tokens of 24 h, naive |');
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
  });

  it('has nothing to say where the goals are met', () => {
    expect(missedGoals([good])).toEqual([]);
  });

  it('names each goal that is missed', () => {
    expect(missedGoals([{ ...good, peakToMean: 2.01, afterAbsenceToMean: 2.5, signedOut: 3 }])).toEqual([
      'tokens of 24 h: the busiest minute of all brings 2.01 times the mean, more than 2.',
      'tokens of 24 h: the ten minutes after the absence bring 2.50 times the mean, more than 2.',
      'tokens of 24 h: 3 people have to sign in again, which nobody should.',
    ]);
  });

  it('expects nothing of a scenario without goals', () => {
    expect(missedGoals([naive])).toEqual([]);
  });
});
