import type { PolicyName } from './policies.ts';
import { ONE_ZONE, type TimeZones, WORLD } from './time-zones.ts';
import { DAY, HOUR, MINUTE } from './times.ts';

/** One run of the simulation. Plain data, so that another process can be asked for it. */
export interface Scenario {
  readonly name: string;
  readonly policy: PolicyName;
  /** Life of an access token, in milliseconds. */
  readonly tokenLife: number;
  readonly zones: TimeZones;
  /** Whether the goals hold for it. */
  readonly hasGoals: boolean;
  readonly rotation: Rotation | null;
}

/** A refresh token that is good for one use, and answers that do not arrive. */
export interface Rotation {
  /** The part of answers that the tenant gave and no installation kept. */
  readonly lost: number;
  /** Milliseconds for which the tenant takes a refresh token again. Auth0's `leeway`, 0 unless somebody sets it. */
  readonly overlap: number;
}

/** How large, how long, and from which seed: the same for all scenarios of a sitting. */
export interface Extent {
  readonly installs: number;
  readonly seed: number;
  /** Days that are run before those that count, whole weeks: moment 0 begins a Monday, and so does the first that counts. */
  readonly warmUpDays: number;
  readonly days: number;
  /** The days that count, from 0, on which the tenant is away and too busy: the former from 1 on, the latter after it. */
  readonly troubles: { readonly awayOn: number; readonly busyOn: number };
}

/**
 * A week, with the tenant away on its Wednesday and too busy on its Thursday. The week before it, which does not
 * count, begins with tokens of any age; what people's days then make of that repeats from the second week on.
 */
export const WEEK: Pick<Extent, 'warmUpDays' | 'days' | 'troubles'> = {
  warmUpDays: 7,
  days: 7,
  troubles: { awayOn: 2, busyOn: 3 },
};

/** The moment at which the days that count begin. */
export function measuredFrom({ warmUpDays }: Extent): number {
  return warmUpDays * DAY;
}

/** The moment at which they end. */
export function measuredUntil({ warmUpDays, days }: Extent): number {
  return (warmUpDays + days) * DAY;
}

const WORLDWIDE = { policy: 'latchkey', zones: WORLD, rotation: null, hasGoals: true } as const;
const OF_A_DAY = { ...WORLDWIDE, tokenLife: 24 * HOUR } as const;
const OF_TWO_HOURS = { ...WORLDWIDE, tokenLife: 2 * HOUR } as const;
const LOSING = { ...OF_A_DAY, hasGoals: false } as const;

/** What `npm run bench -- fleet` runs: the first row is the main one. 24 hours are Auth0's default for an API. */
export const SCENARIOS: readonly Scenario[] = [
  { ...OF_A_DAY, name: 'tokens of 24 h' },
  { ...OF_A_DAY, name: 'tokens of 24 h, naive', policy: 'naive', hasGoals: false },
  { ...OF_TWO_HOURS, name: 'tokens of 2 h' },
  { ...OF_TWO_HOURS, name: 'tokens of 2 h, naive', policy: 'naive', hasGoals: false },
  { ...OF_A_DAY, name: 'tokens of 24 h, all in one time zone', zones: ONE_ZONE, hasGoals: false },
  { ...LOSING, name: 'answers get lost, overlap 0 s', rotation: { lost: 1e-5, overlap: 0 } },
  { ...LOSING, name: 'answers get lost, overlap 60 s', rotation: { lost: 1e-5, overlap: MINUTE } },
];
