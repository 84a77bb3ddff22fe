import { describe, expect, it } from 'vitest';
import { HABITS, People } from './people.ts';
import { mulberry32 } from './random.ts';
import { ONE_ZONE, offsetAt, WORLD } from './time-zones.ts';
import { DAY, HOUR } from './times.ts';

const COUNT = 2_000;
const everybody = Array.from({ length: COUNT }, (_, person) => person);
const people = new People(COUNT, WORLD, 1);
const sameClock = new People(COUNT, [{ offset: 0, weight: 1 }], 1);
const awakeShare = (whose: People, now: number) =>
  everybody.filter((person) => whose.isAwake(person, now)).length / COUNT;

describe('the people', () => {
  it('are the same for the same seed, and others for another', () => {
    const wakings = (seed: number) => {
      const these = new People(COUNT, WORLD, seed);
      return everybody.map((person) => these.nextAwake(person, 3 * DAY));
    };
    expect(wakings(1)).toEqual(wakings(1));
    expect(wakings(1)).not.toEqual(wakings(2));
  });

  it('are at their computers at noon and in bed before dawn', () => {
    expect(awakeShare(sameClock, 12 * HOUR)).toBeGreaterThan(0.9);
    expect(awakeShare(sameClock, 4 * HOUR)).toBeLessThan(HABITS.alwaysOn + 0.1);
  });

  it('leave many computers closed at weekends', () => {
    const saturday = awakeShare(sameClock, 5 * DAY + 13 * HOUR);
    expect(saturday).toBeLessThan(awakeShare(sameClock, 4 * DAY + 13 * HOUR) - 0.2);
    expect(saturday).toBeGreaterThan(0.5);
  });

  it('live where the table of time zones says', () => {
    expect([offsetAt(WORLD, 0), offsetAt(WORLD, 0.9999), offsetAt(ONE_ZONE, 0.5)]).toEqual([-8, 10, 1]);
  });
});

describe('a person', () => {
  it('is found awake at the moment of the next waking', () => {
    for (const person of everybody) {
      const waking = people.nextAwake(person, DAY);
      expect(waking).toBeGreaterThanOrEqual(DAY);
      expect(people.isAwake(person, waking)).toBe(true);
    }
  });

  it('comes back to the computer on a later day, after it has slept', () => {
    for (const person of everybody) {
      const now = people.nextAwake(person, 2 * DAY);
      const back = people.nextReturn(person, now);
      expect(back - now).toBeGreaterThan(5 * HOUR);
      expect(back - now).toBeLessThan(5 * DAY);
    }
  });

  it('asks for tokens only while the computer is awake, about as often as assumed', () => {
    const random = mulberry32(1);
    let asks = 0;
    let isAsleep = false;
    for (const person of everybody) {
      for (let now = people.nextAsk(person, 0, random); now < 5 * DAY; asks += 1) {
        isAsleep ||= !people.isAwake(person, now);
        now = people.nextAsk(person, now, random);
      }
    }
    expect(isAsleep).toBe(false);
    expect(asks / COUNT / 5).toBeCloseTo(HABITS.asksPerDay, 0);
  });
});
