import { SECOND } from './times.ts';

const NOBODY = -1;

/**
 * A calendar queue: for each second a list of those whose turn comes in it, threaded through one array, so that a
 * turn is put in and taken out in constant time. Within one second the order is not that of the moments: no
 * measure looks closer than a second.
 */
export class CalendarQueue {
  readonly #first: Int32Array<ArrayBuffer>;
  readonly #next: Int32Array<ArrayBuffer>;

  /** For this many members, until this moment (milliseconds from 0). */
  constructor(members: number, until: number) {
    this.#first = new Int32Array(Math.ceil(until / SECOND)).fill(NOBODY);
    this.#next = new Int32Array(members).fill(NOBODY);
  }

  /** How many seconds the calendar has. */
  get seconds(): number {
    return this.#first.length;
  }

  /** Writes a member in for a moment. What lies after the calendar's end is dropped. A member waits once at a time. */
  add(member: number, moment: number): void {
    const second = Math.floor(moment / SECOND);
    if (second >= this.#first.length) return;
    this.#next[member] = this.#first[second] ?? NOBODY;
    this.#first[second] = member;
  }

  /** Takes out everybody of a second, those too that are added to it meanwhile. */
  drain(second: number, visit: (member: number) => void): void {
    for (
      let member = this.#first[second] ?? NOBODY;
      member !== NOBODY;
      member = this.#first[second] ?? NOBODY
    ) {
      this.#first[second] = this.#next[member] ?? NOBODY;
      visit(member);
    }
  }
}
