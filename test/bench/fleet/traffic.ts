import { HOUR, MINUTE, SECOND } from './times.ts';

/** What arrives at the tenant, counted by the minute. */
export class Traffic {
  readonly #from: number;
  readonly #minutes: Int32Array<ArrayBuffer>;

  /** Counts from one moment to another. */
  constructor(from: number, until: number) {
    this.#from = from;
    this.#minutes = new Int32Array(Math.ceil((until - from) / MINUTE));
  }

  /** One request that arrives. Before the first moment nothing is counted. */
  count(now: number): void {
    const minute = this.#minuteOf(now);
    if (minute >= 0) this.#minutes[minute] = (this.#minutes[minute] ?? 0) + 1;
  }

  /** Requests from one moment to another, to the minute. */
  sum(from: number, until: number): number {
    return this.#between(from, until).reduce((sum, requests) => sum + requests, 0);
  }

  /** Requests a second from one moment to another. */
  mean(from: number, until: number): number {
    return this.sum(from, until) / ((until - from) / SECOND);
  }

  /** Requests a second in the busiest minute, and when that began. */
  peak(from: number, until: number): { readonly rate: number; readonly moment: number } {
    const minutes = this.#between(from, until);
    const most = minutes.reduce((high, requests) => Math.max(high, requests), 0);
    return { rate: most / (MINUTE / SECOND), moment: from + minutes.indexOf(most) * MINUTE };
  }

  /** Where the busiest hour begins, of the whole hours from one moment to another. */
  busiestHour(from: number, until: number): number {
    const hours = Array.from({ length: Math.floor((until - from) / HOUR) }, (_, hour) => from + hour * HOUR);
    return hours.reduce((best, hour) =>
      this.sum(hour, hour + HOUR) > this.sum(best, best + HOUR) ? hour : best,
    );
  }

  #between(from: number, until: number): Int32Array<ArrayBuffer> {
    return this.#minutes.subarray(this.#minuteOf(from), this.#minuteOf(until));
  }

  #minuteOf(moment: number): number {
    return Math.floor((moment - this.#from) / MINUTE);
  }
}
