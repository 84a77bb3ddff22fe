/**
 * `npm run soak`: hours of trouble in both browsers, with the counts of what came of it. `npm run soak -- firefox`: in one of
 * them; `--only PATTERN`: the suites whose name it is found in; `--case PATTERN`: the cases; `--cycles N`, `--events N`,
 * `--seed N`.
 */
import { parseArgs } from 'node:util';
import type { BrowserKind } from '../support/browser.ts';
import type { Outcome } from './cases.ts';
import { soakCycles, soakRandomly } from './long-runs.ts';
import { runSuite, type SuiteResult } from './run-suite.ts';
import { SUITES, type Suite } from './suites.ts';

const KINDS: readonly BrowserKind[] = ['chromium', 'firefox'];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      case: { type: 'string', default: '' },
      cycles: { type: 'string', default: '500' },
      events: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const kinds = KINDS.filter((kind) => positionals.length === 0 || positionals.includes(kind));
  const wanted = (name: string) => new RegExp(values.only).test(name);
  const pick = (names: readonly string[]) => names.filter((name) => new RegExp(values.case).test(name));
  let broken = 0;
  for (const kind of kinds) {
    for (const suite of SUITES.filter(({ name }) => wanted(name))) {
      broken += await soakSuite(kind, suite, pick);
    }
    if (wanted('cycles')) broken += await soakCycles(kind, Number(values.cycles));
    if (wanted('random')) broken += await soakRandomly(kind, Number(values.events), Number(values.seed));
  }
  console.log(broken === 0 ? 'Nothing is broken.' : `${broken} broken.`);
  process.exitCode = broken === 0 ? 0 : 1;
}

/** Gives how many cases are broken; one where the suite itself is. */
async function soakSuite(
  kind: BrowserKind,
  suite: Suite,
  pick: (names: readonly string[]) => readonly string[],
): Promise<number> {
  try {
    return tell(kind, await runSuite(kind, suite, pick, tellCase));
  } catch (error) {
    console.error(`${kind}, ${suite.name} did not come to its end.`, error);
    return 1;
  }
}

function tellCase(name: string, outcome: Outcome): void {
  if ('broken' in outcome) console.log(`  broken: ${name}: ${outcome.broken}`);
}

function tell(kind: BrowserKind, { name, cases, endings, broken, seconds }: SuiteResult): number {
  const ends = Object.entries(endings).filter(([, count]) => count > 0);
  const words = ends.map(([ending, count]) => `${ending} ${count}`).join(', ');
  console.log(`${kind}, ${name}: ${cases} cases, ${broken.length} broken, in ${seconds} s (${words})`);
  return broken.length;
}

// Deep enough to lead from a browser's protocol to the case.
Error.stackTraceLimit = 50;
await main();
