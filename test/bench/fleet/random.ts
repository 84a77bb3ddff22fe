/**
 * A generator of numbers from 0 (inclusive) to 1 (exclusive) that gives the same row for the same seed: mulberry32,
 * by Tommy Ettinger. Its period of 2³² is some times what a week of a million installations draws.
 */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A number from 0 to 1 that depends on nothing but these three whole numbers: what need not be remembered, such
 * as when somebody gets up on a day. The mixing is that of MurmurHash3's end.
 */
export function hashed(seed: number, who: number, what: number): number {
  let mixed = Math.imul(seed ^ Math.imul(who, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(what, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** A draw from the normal distribution (Box and Muller). */
export function normal(mean: number, deviation: number, random: () => number): number {
  return mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A draw from the exponential distribution: the time to the next of events that know nothing of each other. */
export function exponential(mean: number, random: () => number): number {
  return -mean * Math.log(1 - random());
}
