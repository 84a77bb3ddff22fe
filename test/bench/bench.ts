/**
 * `npm run bench`: how long the popup takes, compared with an empty popup and with stock Lock in an ordinary page, in both
 * browsers. Each round takes every measure once, in one browser and then in the other. Prints tables for README; writes the
 * numbers to dist/bench.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSERS, createWorld, listAddresses } from '../e2e/world.ts';
import { type BrowserKind, launchBrowser } from '../support/browser.ts';
import { bytesByPackage } from './bytes.ts';
import { writeEmptyPopup } from './empty-popup.ts';
import { type Measure, measureAlone, measureMemory, measureSignIn, type Stage } from './measures.ts';
import { type BenchResult, type BrowserResult, type Times, tablesOf } from './report.ts';
import { serveStockPage } from './stock-page.ts';

/** Milliseconds after which the tenant responds to each request. */
const DELAYS = [0, 50, 300];

/** Packages with fewer bytes in a script are in the file only. */
const MIN_PRINTED_BYTES = 1_000;

const DIST = path.resolve(import.meta.dirname, '../../dist');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      json: { type: 'string', default: path.join(DIST, 'bench.json') },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1.');
  const result = await bench(rounds);
  const bytes = result.bytes.filter(({ bytes: count }) => count >= MIN_PRINTED_BYTES);
  console.log(`\n${result.machine}, ${rounds} rounds\n\n${tablesOf({ ...result, bytes })}\n`);
  await mkdir(path.dirname(values.json), { recursive: true });
  await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

interface OpenStage extends Stage {
  readonly times: Times;
  close(): Promise<void>;
}

async function bench(rounds: number): Promise<BenchResult> {
  const stages: OpenStage[] = [];
  try {
    for (const kind of BROWSERS) stages.push(await openStage(kind));
    // The worlds share a tenant, which each has reset.
    for (const { world } of stages) listAddresses(world.tenant, world.built, ...BROWSERS);
    for (let round = 0; round <= rounds; round += 1) {
      console.log(round === 0 ? 'Warming up…' : `Round ${round} of ${rounds}…`);
      for (const stage of stages) {
        const times = await measureRound(stage);
        // The first round only fills caches.
        if (round > 0) for (const time of times) add(stage.times, time);
      }
    }
    const browsers: BrowserResult[] = [];
    for (const stage of stages) {
      const { times, world } = stage;
      browsers.push({ browser: world.browser.version, times, memory: await measureMemory(stage) });
    }
    return {
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, headless`,
      rounds,
      browsers,
      bytes: bytesByPackage(stages[0]?.world.built.metafiles ?? []),
    };
  } finally {
    for (const stage of stages) await stage.close();
  }
}

async function openStage(kind: BrowserKind): Promise<OpenStage> {
  const world = await createWorld(kind);
  const stock = await serveStockPage(world.tenant);
  const empty = await launchBrowser(kind, { extensionDir: await writeEmptyPopup(kind) });
  return {
    world,
    empty,
    stockUrl: stock.url,
    times: {},
    async close() {
      await empty.close();
      await stock.close();
      await world.end();
    },
  };
}

interface Time {
  readonly delay: number;
  readonly measure: Measure;
  readonly milliseconds: number;
}

async function measureRound(stage: Stage): Promise<Time[]> {
  const { tenant } = stage.world;
  const times: Time[] = [];
  for (const milliseconds of DELAYS) {
    const remove =
      milliseconds === 0 ? () => {} : tenant.addFault({ path: /./, kind: 'delay', milliseconds });
    times.push(...timesOf(milliseconds, await measureSignIn(stage)));
    remove();
  }
  return [...timesOf(0, await measureAlone(stage)), ...times];
}

function timesOf(delay: number, round: Partial<Record<Measure, number>>): Time[] {
  const entries = Object.entries(round) as [Measure, number][];
  return entries.map(([measure, milliseconds]) => ({ delay, measure, milliseconds }));
}

function add(times: Times, { delay, measure, milliseconds }: Time): void {
  times[delay] ??= {};
  times[delay][measure] = [...(times[delay][measure] ?? []), milliseconds];
}

await main();
