import type { People } from './people.ts';
import { type Extent, measuredFrom, measuredUntil, type Scenario } from './scenario.ts';
import { TROUBLE } from './simulated-tenant.ts';
import { Simulation } from './simulation.ts';
import { HOUR } from './times.ts';

/** For how long after a trouble its echo is looked for. */
const ECHO = TROUBLE;

/** So many of the people are asked whether their computer is awake. */
const SAMPLE = 5_000;

/** What one run came to, over the days that count. Rates in requests a second; failed requests are requests. */
export interface Result {
  readonly name: string;
  readonly hasGoals: boolean;
  readonly requestsPerPersonAndDay: number;
  readonly meanRate: number;
  /** In the busiest minute. */
  readonly peakRate: number;
  /** When that was, in hours from the first day's beginning, UTC. */
  readonly peakAt: number;
  readonly peakToMean: number;
  /** The busiest of the ten minutes after the tenant's absence, to the mean of all days. */
  readonly afterAbsenceToMean: number;
  /** The same after the ten minutes in which it was too busy. */
  readonly afterBusyToMean: number;
  /** Computers that are awake: the most at a time to the mean. Who renews only while awake hardly gets below it. */
  readonly awakePeakToMean: number;
  /** The part of those who asked for a token that got one without a request. */
  readonly freshShare: number;
  /** The part of them for whom there was none, not even with a request. */
  readonly unservedShare: number;
  readonly failures: number;
  readonly lostAnswers: number;
  readonly signedOut: number;
  /** The mean rate of each hour. */
  readonly hourlyRates: readonly number[];
}

/** Runs a scenario. `onDay` hears of each day before it begins, counted from 0 with those of the warm-up. */
export function measure(scenario: Scenario, extent: Extent, onDay: (day: number) => void = () => {}): Result {
  const simulation = new Simulation(scenario, extent);
  simulation.run(onDay);
  const { people, traffic, tenant, tally } = simulation;
  const [from, until] = [measuredFrom(extent), measuredUntil(extent)];
  const meanRate = traffic.mean(from, until);
  const peak = traffic.peak(from, until);
  const echoOf = (trouble: number) =>
    traffic.peak(trouble + TROUBLE, trouble + TROUBLE + ECHO).rate / meanRate;
  return {
    name: scenario.name,
    hasGoals: scenario.hasGoals,
    requestsPerPersonAndDay: traffic.sum(from, until) / extent.installs / extent.days,
    meanRate,
    peakRate: peak.rate,
    peakAt: (peak.moment - from) / HOUR,
    peakToMean: peak.rate / meanRate,
    afterAbsenceToMean: echoOf(tenant.troubles.away),
    afterBusyToMean: echoOf(tenant.troubles.busy),
    awakePeakToMean: awakePeakToMean(people, extent),
    freshShare: tally.served / tally.asks,
    unservedShare: tally.unserved / tally.asks,
    failures: tally.failures,
    lostAnswers: tally.lost,
    signedOut: tally.signedOut,
    hourlyRates: hoursOf(extent).map((hour) => traffic.mean(hour, hour + HOUR)),
  };
}

function awakePeakToMean(people: People, extent: Extent): number {
  const sample = Array.from({ length: Math.min(SAMPLE, extent.installs) }, (_, person) => person);
  const awake = hoursOf(extent).map((hour) => sample.filter((person) => people.isAwake(person, hour)).length);
  return (Math.max(...awake) * awake.length) / awake.reduce((sum, count) => sum + count, 0);
}

/** The moments at which the hours that count begin. */
function hoursOf(extent: Extent): number[] {
  const from = measuredFrom(extent);
  return Array.from({ length: (measuredUntil(extent) - from) / HOUR }, (_, hour) => from + hour * HOUR);
}
