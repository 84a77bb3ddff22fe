import type { Extent } from './scenario.ts';
import { DAY, HOUR, MINUTE, SECOND } from './times.ts';
import type { Traffic } from './traffic.ts';

/** How long each trouble takes. */
export const TROUBLE = 10 * MINUTE;

/** What the tenant asks for while it is too busy. */
const RETRY_AFTER = MINUTE;

/** The tenant's answer to a request for new tokens. `retryAfter` in milliseconds, where it has that header. */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly retryAfter: number | null };

const TOKENS: Answer = { ok: true };
const AWAY: Answer = { ok: false, retryAfter: null };
const TOO_MANY: Answer = { ok: false, retryAfter: RETRY_AFTER };

/**
 * A tenant that has two bad moments: it is away, and on a later day it can do half of what comes on average and
 * answers 429 to the rest. Both begin in the middle of the hour that was the busiest of the day before the first.
 */
export class SimulatedTenant {
  readonly #traffic: Traffic;
  readonly #extent: Extent;
  #awayFrom = Number.POSITIVE_INFINITY;
  #busyFrom = Number.POSITIVE_INFINITY;
  /** Requests a second that it can do while it is too busy. */
  #capacity = 0;
  /** Requests that it could have done in the last second and nobody made; and as of when. */
  #spare = 0;
  #spareAt = 0;

  constructor(traffic: Traffic, extent: Extent) {
    this.#traffic = traffic;
    this.#extent = extent;
  }

  /** When the tenant begins to be away, and to be too busy. `Infinity` as long as that is not known. */
  get troubles(): { readonly away: number; readonly busy: number } {
    return { away: this.#awayFrom, busy: this.#busyFrom };
  }

  /** Tells the tenant that a day, counted from moment 0, begins: on the day of its absence it chooses the moments. */
  beginDay(day: number): void {
    const { warmUpDays, troubles } = this.#extent;
    if (day !== warmUpDays + troubles.awayOn) return;
    const today = day * DAY;
    this.#awayFrom = this.#traffic.busiestHour(today - DAY, today) + DAY + HOUR / 2;
    this.#busyFrom = this.#awayFrom + (troubles.busyOn - troubles.awayOn) * DAY;
    this.#capacity = this.#traffic.mean(today - DAY, today) / 2;
    this.#spareAt = this.#busyFrom;
  }

  /**
   * The moments up to which a day may be gone through by one installation after the other: its end, and each second
   * while the answers depend on how many ask.
   */
  stepsOf(day: number): number[] {
    const end = (day + 1) * DAY;
    if (this.#busyFrom < day * DAY || this.#busyFrom >= end) return [end];
    const seconds = Array.from(
      { length: TROUBLE / SECOND + 1 },
      (_, second) => this.#busyFrom + second * SECOND,
    );
    return [...seconds, end];
  }

  /** The answer to one request at `now`. */
  answer(now: number): Answer {
    if (isIn(now, this.#awayFrom)) return AWAY;
    return isIn(now, this.#busyFrom) && !this.#hasRoom(now) ? TOO_MANY : TOKENS;
  }

  #hasRoom(now: number): boolean {
    const gained = (Math.max(0, now - this.#spareAt) / SECOND) * this.#capacity;
    this.#spare = Math.min(this.#spare + gained, Math.max(1, this.#capacity));
    this.#spareAt = Math.max(now, this.#spareAt);
    if (this.#spare < 1) return false;
    this.#spare -= 1;
    return true;
  }
}

function isIn(now: number, troubleFrom: number): boolean {
  return now >= troubleFrom && now < troubleFrom + TROUBLE;
}
