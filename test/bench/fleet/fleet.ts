/**
 * `npm run bench -- fleet`: what a tenant hears of a million installations in a week, by the real policy of
 * `src/session/renewal.ts` and by a naive one, simulated. Prints a table; the raw numbers go to
 * dist/bench-fleet.json. Ends with 1 if a goal is missed.
 */
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from './measure.ts';
import { HABITS } from './people.ts';
import { missedGoals, tableOf } from './report.ts';
import { type Extent, SCENARIOS, WEEK } from './scenario.ts';
import type { ScenarioMessage, ScenarioRequest } from './scenario-process.ts';
import { WORLD } from './time-zones.ts';

const DIST = path.resolve(import.meta.dirname, '../../../dist');
const PROCESS = path.join(import.meta.dirname, 'scenario-process.ts');

/** Milliseconds between two lines about how far it is. */
const NEWS = 15_000;

/**
 * Runs all scenarios; arguments as on the command line: `--installs`, `--seed`. With fewer than some hundred thousand
 * installations chance alone makes a minute so busy that the goals are missed.
 */
export async function benchFleet(args: readonly string[]): Promise<void> {
  const extent = extentOf(args);
  const started = Date.now();
  console.log(`${extent.installs.toLocaleString('en')} installations, seed ${extent.seed}`);
  const results = await runAll(extent);
  console.log(`\n${tableOf(results)}\n\nin ${Math.round((Date.now() - started) / 1000)} s`);
  await mkdir(DIST, { recursive: true });
  const raw = { ...extent, habits: HABITS, timeZones: WORLD, results };
  await writeFile(path.join(DIST, 'bench-fleet.json'), `${JSON.stringify(raw, null, 2)}\n`);
  const missed = missedGoals(results);
  for (const sentence of missed) console.error(sentence);
  if (missed.length > 0) process.exitCode = 1;
}

function extentOf(args: readonly string[]): Extent {
  const { values } = parseArgs({
    args: [...args],
    options: {
      installs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [installs, seed] = [Number(values.installs), Number(values.seed)];
  if (!Number.isInteger(installs) || installs < 1) throw new Error('--installs takes a whole number from 1.');
  if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number.');
  return { ...WEEK, installs, seed };
}

/** Runs the scenarios, one on each processor at a time, and says how far they are. */
async function runAll(extent: Extent): Promise<Result[]> {
  const results = new Map<number, Result>();
  const days = new Map<number, number>();
  // The more often tokens end, the longer it takes: those first, so that no processor is left with one at the end.
  const waiting = [...SCENARIOS.keys()].sort((a, b) => lifeOf(a) - lifeOf(b));
  const news = setInterval(() => console.log(newsOf(days, extent)), NEWS);
  const runNext = async (): Promise<void> => {
    const index = waiting.shift();
    if (index === undefined) return;
    results.set(index, await run({ index, extent }, (day) => days.set(index, day)));
    days.delete(index);
    console.log(`${SCENARIOS[index]?.name}: done (${results.size} of ${SCENARIOS.length})`);
    await runNext();
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, runNext));
  } finally {
    clearInterval(news);
  }
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

function lifeOf(index: number): number {
  return SCENARIOS[index]?.tokenLife ?? 0;
}

function newsOf(days: ReadonlyMap<number, number>, { warmUpDays, days: counting }: Extent): string {
  const all = warmUpDays + counting;
  return [...days].map(([index, day]) => `${SCENARIOS[index]?.name}: day ${day + 1} of ${all}`).join('; ');
}

/** Runs one scenario in a process of its own. */
function run(request: ScenarioRequest, onDay: (day: number) => void): Promise<Result> {
  const child = fork(PROCESS, [JSON.stringify(request)]);
  return new Promise((resolve, reject) => {
    child.on('message', (message: ScenarioMessage) => {
      if ('day' in message) onDay(message.day);
      else resolve(message.result);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`A scenario ended with ${code} and no result.`)));
  });
}
