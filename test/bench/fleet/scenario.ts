import type { PolicyName } from './policies.ts';
import type { TimeZones } from './time-zones.ts';
import { DAY } from './times.ts';

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
  /** Days that are run before those that count, whole weeks: day 0 of each part is a Monday. */
  readonly warmUpDays: number;
  readonly days: number;
  /** The day that counts (from 0) on which the tenant is away, and the one on which it is too busy. None: it is not. */
  readonly awayOn: number | null;
  readonly busyOn: number | null;
}

/** A week, with the tenant away on its Wednesday and too busy on its Thursday. */
export const WEEK: Omit<Extent, 'installs' | 'seed'> = { warmUpDays: 7, days: 7, awayOn: 2, busyOn: 3 };

/** The moment at which the days that count begin. */
export function measuredFrom({ warmUpDays }: Extent): number {
  return warmUpDays * DAY;
}
