/**
 * `npm run bench`: how long the popup makes people wait, beside an empty popup and stock Lock in an ordinary page, in
 * both browsers and in one sitting: each round takes every measure once, in one browser and then in the other. Prints
 * tables for README; the raw numbers go to dist/bench.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { argv } from 'node:process';
import { parseArgs } from 'node:util';
import { BROWSERS, createWorld, listAddresses } from '../e2e/world.ts';
import { type BrowserKind, launchBrowser } from '../support/browser.ts';
import { bytesByPackage } from './bytes.ts';
import { writeEmptyPopup } from './empty-popup.ts';
import { MEASURES, measureAlone, measureMemory, measureSignIn, type Round, type Stage } from './measures.ts';
import { type BenchResult, type BrowserResult, type Numbers, tablesOf } from './report.ts';
import { serveStockPage } from './stock-page.ts';

/** Milliseconds after which the tenant answers, each request. */
const DELAYS = [0, 50, 300];

/** Packages with fewer bytes in a script are not worth a line on the screen; the file has them all. */
const WORTH_A_LINE = 1_000;

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** Runs the bench with the arguments of the command line: `--rounds N`, `--json PATH`. */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '7' },
      json: { type: 'string', default: path.join(DIST, 'bench.json') },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1.');
  const result = await bench(rounds);
  const bytes = result.bytes.filter(({ bytes: count }) => count >= WORTH_A_LINE);
  console.log(`\n${result.machine}, ${rounds} rounds\n\n${tablesOf({ ...result, bytes })}\n`);
  await mkdir(path.dirname(values.json), { recursive: true });
  await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

async function bench(rounds: number): Promise<BenchResult> {
  const stages: OpenStage[] = [];
  try {
    for (const kind of BROWSERS) stages.push(await openStage(kind));
    // The worlds share a tenant, which each has reset.
    for (const { world } of stages) listAddresses(world.tenant, world.built, ...BROWSERS);
    const browsers = stages.map(({ world }) => ({ browser: world.browser.version, times: emptyNumbers() }));
    for (let round = 0; round <= rounds; round += 1) {
      console.log(round === 0 ? 'Warming up…' : `Round ${round} of ${rounds}…`);
      for (const [at, stage] of stages.entries()) {
        const times = await measureRound(stage);
        // The first round fills caches and does not count.
        if (round > 0) add(browsers[at]?.times ?? {}, times);
      }
    }
    const results: BrowserResult[] = [];
    for (const [at, stage] of stages.entries()) {
      const { browser = '', times = {} } = browsers[at] ?? {};
      results.push({ browser, times, memory: await measureMemory(stage) });
    }
    return {
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, headless`,
      rounds,
      browsers: results,
      bytes: bytesByPackage(stages[0]?.world.built.metafiles ?? []),
    };
  } finally {
    for (const stage of stages) await stage.close();
  }
}

interface OpenStage extends Stage {
  close(): Promise<void>;
}

async function openStage(kind: BrowserKind): Promise<OpenStage> {
  const world = await createWorld(kind);
  const stock = await serveStockPage(world.tenant);
  const empty = await launchBrowser(kind, { extensionDir: await writeEmptyPopup(kind) });
  return {
    world,
    empty,
    stockUrl: stock.url,
    async close() {
      await empty.close();
      await stock.close();
      await world.end();
    },
  };
}

/** One round of all measures, by the tenant's delay. */
async function measureRound(stage: Stage): Promise<Record<number, Round>> {
  const times: Record<number, Round> = {};
  for (const delay of DELAYS) {
    const undo = delay === 0 ? () => {} : stage.world.tenant.addFault(slow(delay));
    times[delay] = await measureSignIn(stage);
    undo();
  }
  times[0] = { ...(await measureAlone(stage)), ...times[0] };
  return times;
}

const slow = (milliseconds: number) => ({ path: /./, kind: 'delay' as const, milliseconds });

const emptyNumbers = (): Numbers => Object.fromEntries(DELAYS.map((delay) => [delay, {}]));

function add(numbers: Numbers, times: Readonly<Record<number, Round>>): void {
  for (const delay of DELAYS) {
    for (const measure of MEASURES) {
      const value = times[delay]?.[measure];
      const all = numbers[delay];
      if (value !== undefined && all !== undefined) all[measure] = [...(all[measure] ?? []), value];
    }
  }
}

await main(argv.slice(2));
