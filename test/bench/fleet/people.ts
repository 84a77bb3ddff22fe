import { exponential, hashed, mulberry32, normal } from './random.ts';
import { Rows } from './rows.ts';
import { offsetAt, type TimeZones } from './time-zones.ts';
import { DAY, HOUR } from './times.ts';

/** What is assumed of people and their computers. */
export const HABITS = {
  /** Local time at which a computer is woken: normal over the people, */
  wakes: { mean: 8.5 * HOUR, deviation: 1.5 * HOUR },
  /** and off by up to this on any day, even over the days. */
  drift: 0.75 * HOUR,
  /** How long it is awake: even over the people. */
  awake: { from: 8 * HOUR, to: 16 * HOUR },
  /** The part of computers that never sleep. Their people do. */
  alwaysOn: 0.1,
  /** The part of computers that stay closed on Saturday and Sunday; the others are woken later then. */
  closedAtWeekends: 0.35,
  laterAtWeekends: 1.5 * HOUR,
  /** How often somebody asks for a token on a day on which their computer is open, at any moment that it is. */
  asksPerDay: 5,
} as const;

/** Where the generator of the people starts, apart from that of the simulation with the same seed. */
const PEOPLE = 0x5eed;

/** What is kept of each person. */
const FIELD = {
  /** When the computer is woken, in milliseconds from UTC's midnight: below 0 far in the east. */
  wakes: 0,
  /** For how many milliseconds. */
  awake: 1,
  /** 1 or 0. */
  isAlwaysOn: 2,
  /** 1 or 0. */
  isClosedAtWeekends: 3,
} as const;

/** Who uses the installations, and when. Day 0 is a Monday and begins with moment 0, in UTC. */
export class People {
  readonly #seed: number;
  readonly #rows: Rows;

  constructor(count: number, zones: TimeZones, seed: number) {
    const random = mulberry32(seed ^ PEOPLE);
    const { wakes, awake, alwaysOn, closedAtWeekends } = HABITS;
    this.#seed = seed;
    this.#rows = new Rows(count, Object.keys(FIELD).length);
    for (let person = 0; person < count; person += 1) {
      const local = normal(wakes.mean, wakes.deviation, random);
      this.#rows.set(person, FIELD.wakes, local - offsetAt(zones, random()) * HOUR);
      this.#rows.set(person, FIELD.awake, awake.from + random() * (awake.to - awake.from));
      this.#rows.set(person, FIELD.isAlwaysOn, Number(random() < alwaysOn));
      this.#rows.set(person, FIELD.isClosedAtWeekends, Number(random() < closedAtWeekends));
    }
  }

  /** The first moment from `now` on at which the computer is awake. */
  nextAwake(person: number, now: number): number {
    if (this.#rows.get(person, FIELD.isAlwaysOn) === 1) return now;
    return Math.max(now, this.#opensAt(person, this.#dayOf(person, now)));
  }

  /** Whether the computer is awake. */
  isAwake(person: number, now: number): boolean {
    return this.nextAwake(person, now) === now;
  }

  /** When the person comes back to the computer after the time at it that is now, or is next. */
  nextReturn(person: number, now: number): number {
    const closes = this.#opensAt(person, this.#dayOf(person, now)) + this.#rows.get(person, FIELD.awake);
    return this.#opensAt(person, this.#dayOf(person, closes));
  }

  /** When the person asks for a token next. */
  nextAsk(person: number, now: number, random: () => number): number {
    const awake = this.#rows.get(person, FIELD.awake);
    let left = exponential(awake / HABITS.asksPerDay, random);
    for (let day = this.#dayOf(person, now); ; day += 1) {
      const opens = this.#opensAt(person, day);
      const from = Math.max(now, opens);
      if (from + left < opens + awake) return from + left;
      left -= Math.max(0, opens + awake - from);
    }
  }

  /** The first day, as the person counts days, whose time at the computer is not over at `now`. */
  #dayOf(person: number, now: number): number {
    const awake = this.#rows.get(person, FIELD.awake);
    // A day at the computer is over, with all its drift, before the next one could begin.
    let day = Math.floor((now - this.#rows.get(person, FIELD.wakes)) / DAY);
    while (this.#opensAt(person, day) + awake <= now) day += 1;
    return day;
  }

  /** When the computer is woken on that day; on a day on which it stays closed, it was so long ago. */
  #opensAt(person: number, day: number): number {
    const isWeekend = day - 7 * Math.floor(day / 7) >= 5;
    if (isWeekend && this.#rows.get(person, FIELD.isClosedAtWeekends) === 1) return Number.NEGATIVE_INFINITY;
    const drift = 2 * hashed(this.#seed, person, day) - 1;
    const later = isWeekend ? HABITS.laterAtWeekends : 0;
    return day * DAY + this.#rows.get(person, FIELD.wakes) + drift * HABITS.drift + later;
  }
}
