/**
 * `npm test`: everything that proves the project, one step after the other: types, lint, what nobody uses, units and the
 * built package, and the whole way in real browsers. Ends with the line `N passed, N failed`; each of the first three
 * counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './find-browser.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

async function main(): Promise<void> {
  // Before the tests, which run side by side: an installation must not run twice at a time.
  await ensureBrowser('chromium');
  await ensureBrowser('firefox');
  const reports = await mkdtemp(path.join(tmpdir(), 'latchkey-test-'));
  const tallies = [
    await check('Types', ['tsc', '-p', 'tsconfig.json']),
    await check('Lint', ['biome', 'check', '--error-on-warnings']),
    await check('Unused', ['knip', '--treat-config-hints-as-errors']),
    await vitest('Units and packages', 'test/vitest.config.ts', path.join(reports, 'units.json')),
    await vitest('End to end', 'test/e2e/vitest.config.ts', path.join(reports, 'e2e.json')),
  ];
  await rm(reports, { recursive: true });
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

/** A command that passes or fails as a whole. */
async function check(title: string, command: readonly string[]): Promise<Tally> {
  const passed = await run(title, command);
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A run that ends badly without a failed test (a file that does not load, an unhandled error) counts as one. */
async function vitest(title: string, config: string, report: string): Promise<Tally> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const passed = await run(title, ['vitest', 'run', '--config', config, ...reporters]);
  const tally = await readTally(report);
  return { ...tally, failed: passed ? tally.failed : Math.max(tally.failed, 1) };
}

/** A skipped test is a failed one. */
async function readTally(report: string): Promise<Tally> {
  try {
    const { numPassedTests, numTotalTests }: Record<string, unknown> = JSON.parse(
      await readFile(report, 'utf8'),
    );
    const passed = Number(numPassedTests);
    return { passed, failed: Number(numTotalTests) - passed };
  } catch {
    // No report: the run did not come to its end, which the caller counts as a failure.
    return { passed: 0, failed: 0 };
  }
}

function run(title: string, [command = '', ...args]: readonly string[]): Promise<boolean> {
  console.log(`\n== ${title}`);
  const started = Date.now();
  const child = spawn(path.join(ROOT, 'node_modules/.bin', command), args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      console.log(
        `== ${title}: ${code === 0 ? 'passed' : 'failed'} in ${Math.round((Date.now() - started) / 1000)} s`,
      );
      resolve(code === 0);
    });
  });
}

await main();
