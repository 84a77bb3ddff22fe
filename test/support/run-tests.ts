/**
 * `npm test` (`core`) and `npm run test:all` (`all`): one step after the other. Ends with the line `N passed, N failed`;
 * types, lint and unused code count as one each. `all` is `core` and then the extended tests.
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

interface Step {
  readonly title: string;
  run(title: string): Promise<Tally>;
}

const CORE: readonly Step[] = [
  { title: 'Types', run: check('tsc', '-p', 'tsconfig.json') },
  { title: 'Lint', run: check('biome', 'check', '--error-on-warnings') },
  { title: 'Unused code', run: check('knip', '--treat-config-hints-as-errors') },
  { title: 'Units and packages', run: vitest('test/vitest.config.ts') },
  { title: 'End to end', run: vitest('test/e2e/vitest.config.ts', 'test/e2e/core') },
];

const EXTENDED: readonly Step[] = [
  { title: 'Units and packages, extended', run: vitest('test/extended/vitest.config.ts') },
  { title: 'End to end, extended', run: vitest('test/e2e/vitest.config.ts', 'test/e2e/extended') },
  { title: 'Extensions with the SDK', run: vitest('test/e2e/consumers/vitest.config.ts') },
];

async function main(scope: string | undefined): Promise<void> {
  // Before the tests, which run in parallel: installations must not.
  await ensureBrowser('chromium');
  await ensureBrowser('firefox');
  const tallies: Tally[] = [];
  for (const { title, run } of scope === 'all' ? [...CORE, ...EXTENDED] : CORE)
    tallies.push(await run(title));
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

/** Runs a command that passes or fails as a whole. */
function check(...command: readonly string[]): Step['run'] {
  return async (title) => {
    const passed = await run(title, command);
    return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
}

/**
 * Runs test files. A run that fails without a failed test (a file that does not load, an unhandled error) counts as one
 * failed test.
 */
function vitest(config: string, ...filters: readonly string[]): Step['run'] {
  return async (title) => {
    const reports = await mkdtemp(path.join(tmpdir(), 'latchkey-test-'));
    const report = path.join(reports, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const passed = await run(title, ['vitest', 'run', '--config', config, ...reporters, ...filters]);
    const tally = await readTally(report);
    await rm(reports, { recursive: true });
    return { ...tally, failed: passed ? tally.failed : Math.max(tally.failed, 1) };
  };
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
    // No report: the run was aborted, which the caller counts as a failure.
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

await main(process.argv[2]);
