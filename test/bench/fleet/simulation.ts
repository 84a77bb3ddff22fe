import { People } from './people.ts';
import { POLICIES, type Policy } from './policies.ts';
import { mulberry32 } from './random.ts';
import { Rows } from './rows.ts';
import { type Extent, measuredFrom, measuredUntil, type Scenario } from './scenario.ts';
import { SimulatedTenant } from './simulated-tenant.ts';
import { DAY, SECOND } from './times.ts';
import { Traffic } from './traffic.ts';

/** Milliseconds after which a background that ended in the middle of an attempt is begun again by its alarm. */
const BEGUN_AGAIN = 30 * SECOND;

/** The part of lost answers that are lost because the browser itself ends: the next attempt is after the next opening. */
const LOST_WITH_BROWSER = 0.5;

/** What is kept of each installation. Moments in milliseconds. */
const FIELD = {
  createdAt: 0,
  /** Of the attempts since, as `RenewalAttempts` has them; `plannedAt` is `nextAt` where some have failed. */
  failures: 1,
  plannedAt: 2,
  notBefore: 3,
  /** When the alarm for `plannedAt` rings: the computer may sleep then. */
  ringsAt: 4,
  /** When somebody asks for a token and it matters. */
  asksAt: 5,
  /** When an answer was lost, where the refresh token that is kept has been used; else `NaN`. */
  usedAt: 6,
} as const;

/** What happened in the days that count. */
export interface Tally {
  /** People who asked for a token. */
  asks: number;
  /** Those of them for whom there was a fresh one. */
  served: number;
  /** Those for whom there was none, and the tenant gave none. */
  unserved: number;
  /** Requests that the tenant answered without tokens. */
  failures: number;
  /** Answers with tokens that no installation kept. */
  lost: number;
  /** People who have to sign in again. */
  signedOut: number;
}

/**
 * Installations that renew by a policy, from moment 0 on. Each has one turn to come: its alarm or its person's next
 * question, whichever is first. Answers take no time, and alarms ring on time while the computer is awake.
 *
 * Installations meet nowhere but at the tenant, and its answers depend on the others only while it is too busy. So
 * each goes through a whole day by itself, but for those minutes, which all go through second by second.
 */
export class Simulation {
  readonly people: People;
  readonly traffic: Traffic;
  readonly tenant: SimulatedTenant;
  readonly tally: Tally = { asks: 0, served: 0, unserved: 0, failures: 0, lost: 0, signedOut: 0 };

  readonly #scenario: Scenario;
  readonly #extent: Extent;
  readonly #policy: Policy;
  readonly #random: () => number;
  readonly #rows: Rows;
  /** When the turn of each comes. Apart from the rows, since it is all that is looked at in most seconds. */
  readonly #turnsAt: Float64Array<ArrayBuffer>;
  readonly #from: number;
  readonly #until: number;

  constructor(scenario: Scenario, extent: Extent) {
    const { installs, seed } = extent;
    this.#from = measuredFrom(extent);
    this.#until = measuredUntil(extent);
    this.#scenario = scenario;
    this.#extent = extent;
    this.#policy = POLICIES[scenario.policy];
    this.#random = mulberry32(seed);
    this.people = new People(installs, scenario.zones, seed);
    this.traffic = new Traffic(this.#from, this.#until);
    this.tenant = new SimulatedTenant(this.traffic, extent);
    this.#rows = new Rows(installs, Object.keys(FIELD).length);
    this.#turnsAt = new Float64Array(installs);
  }

  /** Runs it all. `onDay` hears of each day before it begins. */
  run(onDay: (day: number) => void): void {
    for (let install = 0; install < this.#extent.installs; install += 1) this.#begin(install);
    for (let day = 0; day * DAY < this.#until; day += 1) {
      onDay(day);
      this.tenant.beginDay(day);
      for (const step of this.tenant.stepsOf(day)) this.#advance(step);
    }
  }

  /** An installation whose tokens were issued at any moment of the last token's life. */
  #begin(install: number): void {
    this.#keepTokens(install, -this.#random() * this.#scenario.tokenLife, 0);
    this.#rows.set(install, FIELD.asksAt, this.people.nextAsk(install, 0, this.#random));
    this.#wait(install);
  }

  /** Goes on to a moment with all. */
  #advance(until: number): void {
    for (let install = 0; install < this.#extent.installs; install += 1) {
      for (let now = this.#turnAt(install); now < until; now = this.#turnAt(install))
        this.#turn(install, now);
    }
  }

  #turnAt(install: number): number {
    return this.#turnsAt[install] ?? Number.POSITIVE_INFINITY;
  }

  #turn(install: number, now: number): void {
    if (now === this.#rows.get(install, FIELD.ringsAt)) {
      this.#ring(install, now);
    } else {
      this.#rows.set(install, FIELD.asksAt, this.people.nextAsk(install, now, this.#random));
      this.#ask(install, now);
    }
    this.#wait(install);
  }

  /** Waits for the next turn. Nothing happens to an installation before it; so who finds a fresh token needs none. */
  #wait(install: number): void {
    const ringsAt = this.#rows.get(install, FIELD.ringsAt);
    let asksAt = this.#rows.get(install, FIELD.asksAt);
    const life = this.#life(install);
    while (asksAt < Math.min(ringsAt, this.#until) && this.#policy.isFresh(life, asksAt)) {
      if (this.#counts(asksAt)) {
        this.tally.asks += 1;
        this.tally.served += 1;
      }
      asksAt = this.people.nextAsk(install, asksAt, this.#random);
    }
    this.#rows.set(install, FIELD.asksAt, asksAt);
    this.#turnsAt[install] = Math.min(asksAt, ringsAt);
  }

  /** Somebody asks for a token, and there is no fresh one. */
  #ask(install: number, now: number): void {
    const { failures } = this.tally;
    const mayTry = now >= this.#rows.get(install, FIELD.notBefore);
    if (mayTry) this.#attempt(install, now);
    if (!this.#counts(now)) return;
    this.tally.asks += 1;
    if (!mayTry || this.tally.failures > failures) this.tally.unserved += 1;
  }

  /** The alarm rings, on time or late. */
  #ring(install: number, now: number): void {
    const plannedAt = this.#rows.get(install, FIELD.plannedAt);
    const due = this.#policy.dueAt(this.#life(install), plannedAt, now, this.#random);
    if (due <= now) this.#attempt(install, now);
    else this.#plan(install, due, now);
  }

  #attempt(install: number, now: number): void {
    this.traffic.count(now);
    const answer = this.tenant.answer(now);
    if (!answer.ok) this.#fail(install, now, answer.retryAfter);
    else if (this.#isReuse(install, now)) this.#signOut(install, now);
    else if (this.#isLost()) this.#lose(install, now);
    else this.#keepTokens(install, now, now);
  }

  #keepTokens(install: number, createdAt: number, now: number): void {
    this.#rows.set(install, FIELD.createdAt, createdAt);
    this.#rows.set(install, FIELD.failures, 0);
    this.#rows.set(install, FIELD.notBefore, Number.NEGATIVE_INFINITY);
    this.#rows.set(install, FIELD.usedAt, Number.NaN);
    this.#plan(install, this.#policy.renewAt(this.#life(install), this.#random), now);
  }

  #fail(install: number, now: number, retryAfter: number | null): void {
    if (this.#counts(now)) this.tally.failures += 1;
    const failures = this.#rows.get(install, FIELD.failures);
    const former = {
      failures,
      nextAt: this.#rows.get(install, FIELD.plannedAt),
      notBefore: this.#rows.get(install, FIELD.notBefore),
    };
    const after = this.#policy.afterFailure(this.#life(install), failures === 0 ? null : former, {
      now,
      retryAfter,
      random: this.#random,
    });
    this.#rows.set(install, FIELD.failures, after.failures);
    this.#rows.set(install, FIELD.notBefore, after.notBefore);
    this.#plan(install, after.nextAt, now);
  }

  #plan(install: number, moment: number, now: number): void {
    this.#rows.set(install, FIELD.plannedAt, moment);
    this.#rows.set(install, FIELD.ringsAt, this.people.nextAwake(install, Math.max(moment, now)));
  }

  #isReuse(install: number, now: number): boolean {
    const overlap = this.#scenario.rotation?.overlap ?? Number.POSITIVE_INFINITY;
    return now - this.#rows.get(install, FIELD.usedAt) > overlap;
  }

  #isLost(): boolean {
    const { rotation } = this.#scenario;
    return rotation !== null && this.#random() < rotation.lost;
  }

  /** The tenant has given new tokens, and the installation ends before it has kept them. */
  #lose(install: number, now: number): void {
    if (this.#counts(now)) this.tally.lost += 1;
    this.#rows.set(install, FIELD.usedAt, now);
    if (this.#random() < LOST_WITH_BROWSER) {
      const opened = this.people.nextReturn(install, now);
      this.#rows.set(install, FIELD.asksAt, this.people.nextAsk(install, opened, this.#random));
      this.#plan(install, this.#rows.get(install, FIELD.plannedAt), opened);
    } else {
      this.#plan(install, now + BEGUN_AGAIN, now);
    }
  }

  /** The tenant has ended the sign-in: the installation does nothing any more. */
  #signOut(install: number, now: number): void {
    if (this.#counts(now)) this.tally.signedOut += 1;
    this.#rows.set(install, FIELD.asksAt, Number.POSITIVE_INFINITY);
    this.#rows.set(install, FIELD.ringsAt, Number.POSITIVE_INFINITY);
  }

  #counts(now: number): boolean {
    return now >= this.#from;
  }

  #life(install: number): { createdAt: number; expiresAt: number } {
    const createdAt = this.#rows.get(install, FIELD.createdAt);
    return { createdAt, expiresAt: createdAt + this.#scenario.tokenLife };
  }
}
