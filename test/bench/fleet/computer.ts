/** Lengths of time in milliseconds, the unit of every time in the simulation. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Hours from UTC, with the share of the people there in percent. An assumption, not a measurement: the world's desktop
 * computers by country, each country at the offset where most of its people live, without summer time.
 */
const ZONES: ReadonlyMap<number, number> = new Map([
  ...([
    [-8, 5],
    [-7, 2],
    [-6, 8],
    [-5, 11],
    [-4, 2],
    [-3, 8],
  ] as const), // the Americas
  ...([
    [0, 6],
    [1, 16],
    [2, 6],
    [3, 7],
    [4, 1],
  ] as const), // Europe, Africa, the Near East
  ...([
    [5, 2],
    [5.5, 9],
    [6, 1],
    [7, 6],
    [8, 4],
    [9, 4],
    [10, 2],
  ] as const), // Asia, Australia
]);

/** Assumptions: local time of waking (normal), its drift on a day (even), hours awake (even), requests for a token. */
const WAKES = { mean: 8.5 * HOUR, deviation: 1.5 * HOUR, drift: 0.75 * HOUR, laterAtWeekends: 1.5 * HOUR };
const AWAKE = { from: 8 * HOUR, to: 16 * HOUR };
const ALWAYS_ON = 0.1;
const CLOSED_AT_WEEKENDS = 0.35;
const ASKS_PER_DAY = 5;

/** A computer with the extension, drawn from the assumptions. Day 0 is a Monday and begins at 0, in UTC. */
export class Computer {
  readonly #random: () => number;
  readonly #seed: number;
  readonly #wakes: number;
  readonly #awake: number;
  readonly #isAlwaysOn: boolean;
  readonly #isClosedAtWeekends: boolean;

  constructor(random: () => number) {
    this.#random = random;
    this.#seed = random() * 2 ** 32;
    this.#wakes = WAKES.mean + WAKES.deviation * normal(random) - offsetAt(random()) * HOUR;
    this.#awake = AWAKE.from + random() * (AWAKE.to - AWAKE.from);
    this.#isAlwaysOn = random() < ALWAYS_ON;
    this.#isClosedAtWeekends = random() < CLOSED_AT_WEEKENDS;
  }

  /** Returns the first time from `now` on at which the computer is awake. */
  nextAwake(now: number): number {
    return this.#isAlwaysOn ? now : Math.max(now, this.#opensAt(this.#dayOf(now)));
  }

  /** Returns the next time at which a token is requested: only while the computer is in use. */
  nextAsk(now: number): number {
    let left = -(this.#awake / ASKS_PER_DAY) * Math.log(1 - this.#random());
    for (let day = this.#dayOf(now); ; day += 1) {
      const closes = this.#opensAt(day) + this.#awake;
      const from = Math.max(now, this.#opensAt(day));
      if (from + left < closes) return from + left;
      left -= Math.max(0, closes - from);
    }
  }

  /** The first day, by the computer's clock, on which it is not closed for the night at `now`. */
  #dayOf(now: number): number {
    let day = Math.floor((now - this.#wakes) / DAY);
    while (this.#opensAt(day) + this.#awake <= now) day += 1;
    return day;
  }

  /** When the computer is woken on a day; long ago if it stays closed on it. */
  #opensAt(day: number): number {
    const isWeekend = day - 7 * Math.floor(day / 7) >= 5;
    if (isWeekend && this.#isClosedAtWeekends) return Number.NEGATIVE_INFINITY;
    const drift = (2 * hashed(this.#seed, day) - 1) * WAKES.drift;
    return day * DAY + this.#wakes + drift + (isWeekend ? WAKES.laterAtWeekends : 0);
  }
}

/** The time zone at `place`, from 0 to 1, of all people in a row. */
function offsetAt(place: number): number {
  let left = place * 100;
  for (const [offset, share] of ZONES) {
    left -= share;
    if (left < 0) return offset;
  }
  throw new RangeError('The shares of the time zones are not 100 percent.');
}

/** A draw from the standard normal distribution (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A number from 0 to 1 that depends on these two alone: the end of MurmurHash3. */
function hashed(seed: number, day: number): number {
  let mixed = seed ^ Math.imul(day, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
