import { People } from './people.ts';
import { POLICIES, type Policy } from './policies.ts';
import { CalendarQueue } from './queue.ts';
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
 * Installations that renew by a policy, from moment 0 on. Each has one turn in the queue: its alarm or its
 * person's next question, whichever comes first. Answers take no time, and alarms ring on time while the computer is awake.
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
  readonly #queue: CalendarQueue;
  readonly #rows: Rows;
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
    this.#queue = new CalendarQueue(installs, this.#until);
    this.traffic = new Traffic(this.#from, this.#until);
    this.tenant = new SimulatedTenant(this.traffic, extent);
    this.#rows = new Rows(installs, Object.keys(FIELD).length);
  }

  /** Runs it all. `onDay` hears of each day before it begins. */
  run(onDay: (day: number) => void): void {
    for (let install = 0; install < this.#extent.installs; install += 1) this.#begin(install);
    const visit = (install: number) => this.#turn(install);
    for (let second = 0; second < this.#queue.seconds; second += 1) {
      if ((second * SECOND) % DAY === 0) {
        const day = (second * SECOND) / DAY;
        onDay(day);
        this.tenant.beginDay(day);
      }
      this.#queue.drain(second, visit);
    }
  }

  /** An installation whose tokens were issued at any moment of the last token's life. */
  #begin(install: number): void {
    this.#keepTokens(install, -this.#random() * this.#scenario.tokenLife, 0);
    this.#rows.set(install, FIELD.asksAt, this.people.nextAsk(install, 0, this.#random));
    this.#wait(install);
  }

  #turn(install: number): void {
    const asksAt = this.#rows.get(install, FIELD.asksAt);
    const ringsAt = this.#rows.get(install, FIELD.ringsAt);
    const now = Math.min(asksAt, ringsAt);
    let stays = true;
    if (asksAt <= ringsAt) {
      this.#rows.set(install, FIELD.asksAt, this.people.nextAsk(install, now, this.#random));
      stays = this.#ask(install, now);
    } else {
      stays = this.#ring(install, now);
    }
    if (stays) this.#wait(install);
  }

  /** Puts an installation into the queue. Nothing can happen to it before; so who finds a fresh token needs no turn. */
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
    this.#queue.add(install, Math.min(asksAt, ringsAt));
  }

  /** Somebody asks for a token, and there is no fresh one. Returns whether they are still signed in after it. */
  #ask(install: number, now: number): boolean {
    const { failures } = this.tally;
    const mayTry = now >= this.#rows.get(install, FIELD.notBefore);
    const stays = !mayTry || this.#attempt(install, now);
    if (this.#counts(now)) {
      this.tally.asks += 1;
      if (!mayTry || this.tally.failures > failures) this.tally.unserved += 1;
    }
    return stays;
  }

  /** The alarm rings, on time or late. Returns whether the person is still signed in after it. */
  #ring(install: number, now: number): boolean {
    const due = this.#policy.dueAt(
      this.#life(install),
      this.#rows.get(install, FIELD.plannedAt),
      now,
      this.#random,
    );
    if (due <= now) return this.#attempt(install, now);
    this.#plan(install, due, now);
    return true;
  }

  #attempt(install: number, now: number): boolean {
    this.traffic.count(now);
    const answer = this.tenant.answer(now);
    if (!answer.ok) this.#fail(install, now, answer.retryAfter);
    else if (this.#isReuse(install, now)) return this.#signOut(now);
    else if (this.#isLost()) this.#lose(install, now);
    else this.#keepTokens(install, now, now);
    return true;
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

  #signOut(now: number): false {
    if (this.#counts(now)) this.tally.signedOut += 1;
    return false;
  }

  #counts(now: number): boolean {
    return now >= this.#from;
  }

  #life(install: number): { createdAt: number; expiresAt: number } {
    const createdAt = this.#rows.get(install, FIELD.createdAt);
    return { createdAt, expiresAt: createdAt + this.#scenario.tokenLife };
  }
}
