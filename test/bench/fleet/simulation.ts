import * as renewal from '../../../src/sdk/session/renewal.ts';
import { Computer, DAY, HOUR, MINUTE } from './computer.ts';
import { mulberry32 } from './random.ts';

/** What decides when an installation renews its tokens: what `src/sdk/session/renewal.ts` exports. */
export type Policy = Pick<typeof renewal, 'renewAt' | 'isFresh' | 'dueAt' | 'afterFailure'>;

/** What one would write first: renew when the token ends, and try again every 30 seconds. */
const naive: Policy = {
  renewAt: ({ expiresAt }) => expiresAt,
  isFresh: ({ expiresAt }, now) => now < expiresAt,
  dueAt: (_life, plannedAt, now) => Math.max(plannedAt, now),
  afterFailure: (_life, _former, { now }) => ({ failures: 1, nextAt: now + 30_000, notBefore: now }),
};

export const POLICIES = { latchkey: renewal, naive } as const satisfies Record<string, Policy>;

/** Results for one week. Rates are requests at the tenant in a minute, failed ones among them. */
export interface Result {
  readonly requestsPerInstallAndDay: number;
  /** The busiest minute, divided by the mean. */
  readonly peakToMean: number;
  /** The busiest of the ten minutes after the tenant was away, divided by the mean. */
  readonly afterAbsenceToMean: number;
  /** The share of requests for a token that a fresh one was there for. */
  readonly freshShare: number;
}

/** A week that is not counted: what computers' days make of tokens of any age repeats from the second week on. */
const FROM = 7 * DAY;
const UNTIL = FROM + 7 * DAY;

/** The tenant is away on Wednesday, in an hour in which most computers are awake. */
const AWAY_FROM = FROM + 2 * DAY + 14.5 * HOUR;
const AWAY_UNTIL = AWAY_FROM + 10 * MINUTE;

/** Requests at the tenant by the minute, and tokens that were requested of the extension. */
interface Counts {
  readonly minutes: Int32Array;
  asked: number;
  fresh: number;
}

/** Runs `installs` installations for two weeks, of which the second counts. The same seed gives the same result. */
export function simulate(policy: Policy, tokenLife: number, installs: number, seed: number): Result {
  const random = mulberry32(seed);
  const counts: Counts = { minutes: new Int32Array((UNTIL - FROM) / MINUTE), asked: 0, fresh: 0 };
  for (let install = 0; install < installs; install += 1) live(policy, tokenLife, counts, random);
  const requests = counts.minutes.reduce((sum, count) => sum + count, 0);
  const mean = requests / counts.minutes.length;
  const peak = (minutes: Int32Array) => minutes.reduce((high, count) => Math.max(high, count), 0) / mean;
  const afterAbsence = (AWAY_UNTIL - FROM) / MINUTE;
  return {
    requestsPerInstallAndDay: requests / installs / 7,
    peakToMean: peak(counts.minutes),
    afterAbsenceToMean: peak(counts.minutes.subarray(afterAbsence, afterAbsence + 10)),
    freshShare: counts.fresh / counts.asked,
  };
}

/**
 * Lives the two weeks of one installation: a turn for each alarm and for each request for a token. Answers take no time,
 * and alarms ring on time while the computer is awake, else when it is woken.
 */
function live(policy: Policy, tokenLife: number, counts: Counts, random: () => number): void {
  const computer = new Computer(random);
  let createdAt = -random() * tokenLife;
  let attempts: ReturnType<Policy['afterFailure']> | null = null;
  let plannedAt = policy.renewAt(life(), random);
  let asksAt = computer.nextAsk(0);
  let now = 0;
  for (;;) {
    const ringsAt = computer.nextAwake(Math.max(plannedAt, now));
    now = Math.min(ringsAt, asksAt);
    if (now >= UNTIL) return;
    if (now === ringsAt) ring();
    else ask();
  }

  function life() {
    return { createdAt, expiresAt: createdAt + tokenLife };
  }

  function ring(): void {
    const due = policy.dueAt(life(), plannedAt, now, random);
    if (due <= now) attempt();
    else plannedAt = due;
  }

  function ask(): void {
    const isFresh = policy.isFresh(life(), now);
    if (now >= FROM) counts.asked += 1;
    if (now >= FROM && isFresh) counts.fresh += 1;
    if (!isFresh && now >= (attempts?.notBefore ?? now)) attempt();
    asksAt = computer.nextAsk(now);
  }

  function attempt(): void {
    const minute = Math.floor((now - FROM) / MINUTE);
    if (minute >= 0) counts.minutes[minute] = (counts.minutes[minute] ?? 0) + 1;
    if (now >= AWAY_FROM && now < AWAY_UNTIL) {
      attempts = policy.afterFailure(life(), attempts, { now, retryAfter: null, random });
      plannedAt = attempts.nextAt;
    } else {
      createdAt = now;
      attempts = null;
      plannedAt = policy.renewAt(life(), random);
    }
  }
}
