/**
 * `npm run bench`: how long the popup makes people wait, beside stock Lock in an ordinary page, in one
 * sitting: each round takes every measure once. Prints a table; the raw numbers go to dist/bench.json.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closeKept } from '../e2e/kept-browsers.ts';
import { BROWSERS, createWorld, type World } from '../e2e/world.ts';
import { packageFiles } from '../package/built.ts';
import { MEASURES, type Measure, measureRound } from './measures.ts';
import { median, middleHalf } from './statistics.ts';
import { type StockPage, serveStockPage } from './stock-page.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');

type Numbers = Record<Measure, number[]>;

/** Runs it; arguments as on the command line: `--rounds`. */
export async function benchPopup(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '15' } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1.');
  const results: Record<string, Numbers> = {};
  for (const kind of BROWSERS) {
    const world = await createWorld(kind);
    const stock = await serveStockPage(world.tenant);
    try {
      const name = world.browser.version;
      console.log(`${name}, ${rounds} rounds, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
      results[name] = await measureRounds(world, stock, rounds);
      console.log(`\n${timeTable(results[name])}\n`);
      if (kind === BROWSERS.at(-1)) console.log(`${await sizeTable(world, stock)}\n`);
    } finally {
      await stock.close();
      await world.end();
      await closeKept();
    }
  }
  await mkdir(DIST, { recursive: true });
  await writeFile(path.join(DIST, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
}

/** The first round warms everything up and does not count. */
async function measureRounds(world: World, stock: StockPage, rounds: number): Promise<Numbers> {
  await measureRound(world, stock.url);
  const numbers = Object.fromEntries(Object.keys(MEASURES).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, value] of Object.entries(await measureRound(world, stock.url)))
      numbers[name]?.push(value);
  }
  return numbers as Numbers;
}

function timeTable(numbers: Numbers): string {
  const rows = Object.entries(numbers).map(
    ([name, all]) => `| ${name} | ${Math.round(median(all))} | ${middleHalf(all)} |`,
  );
  return ['| milliseconds | median | middle half |', '|---|---:|---:|', ...rows].join('\n');
}

async function sizeTable({ extensionDir }: World, stock: StockPage): Promise<string> {
  const names = [...(await packageFiles(extensionDir)).keys()].filter((name) => /\.(js|css)$/.test(name));
  const rows = await Promise.all(
    names.map(
      async (name) =>
        `| ${name} | ${(await stat(path.join(extensionDir, name))).size.toLocaleString('en')} |`,
    ),
  );
  const stockRow = `| (stock Lock in a web page, its CSS inside) | ${stock.bytes.toLocaleString('en')} |`;
  return ['| file | bytes, minified |', '|---|---:|', ...rows, stockRow].join('\n');
}
