/**
 * A process that runs one scenario: its argument is a `ScenarioRequest` in JSON. Each day and the result go to the
 * parent.
 */
import { measure, type Result } from './measure.ts';
import { type Extent, SCENARIOS } from './scenario.ts';

/** What the process is asked for. */
export interface ScenarioRequest {
  /** The scenario's place in `SCENARIOS`. */
  readonly index: number;
  readonly extent: Extent;
}

/** What the process says. */
export type ScenarioMessage = { readonly day: number } | { readonly result: Result };

function main(): void {
  const { index, extent }: ScenarioRequest = JSON.parse(process.argv[2] ?? '');
  const scenario = SCENARIOS[index];
  if (scenario === undefined) throw new RangeError(`There is no scenario ${index}.`);
  const say = (message: ScenarioMessage) => process.send?.(message);
  say({ result: measure(scenario, extent, (day) => say({ day })) });
}

main();
