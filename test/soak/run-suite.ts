/** Runs a suite from its first case to its last, whatever becomes of each. */
import type { BrowserKind } from '../support/browser.ts';
import { type Outcome, tryCase } from './cases.ts';
import type { Suite } from './suites.ts';
import { ENDINGS, type Ending } from './way-on.ts';
import { createYard } from './yard.ts';

export interface SuiteResult {
  readonly name: string;
  readonly cases: number;
  /** How often a case ended in each way. */
  readonly endings: Readonly<Record<Ending, number>>;
  /** Names of cases and why they are broken. */
  readonly broken: readonly { readonly name: string; readonly why: string }[];
  readonly seconds: number;
}

/**
 * @param pick - Which cases to run, by place; all by default.
 * @param tell - Hears of each case when it is over.
 */
export async function runSuite(
  kind: BrowserKind,
  suite: Suite,
  pick: (names: readonly string[]) => readonly string[] = (names) => names,
  tell: (name: string, outcome: Outcome) => void = () => {},
): Promise<SuiteResult> {
  const started = Date.now();
  const yard = await createYard(kind, suite.yard);
  const seen = { lines: 0 };
  const outcomes: { name: string; outcome: Outcome }[] = [];
  try {
    const all = await suite.cases(yard);
    const picked = new Set(pick(all.map(({ name }) => name)));
    for (const one of all.filter(({ name }) => picked.has(name))) {
      const outcome = await tryCase(yard, one, seen);
      tell(one.name, outcome);
      outcomes.push({ name: one.name, outcome });
    }
  } finally {
    await yard.end();
  }
  return {
    name: suite.name,
    cases: outcomes.length,
    endings: countEndings(outcomes.map(({ outcome }) => outcome)),
    broken: outcomes.flatMap(({ name, outcome }) =>
      'broken' in outcome ? [{ name, why: outcome.broken }] : [],
    ),
    seconds: Math.round((Date.now() - started) / 1_000),
  };
}

function countEndings(outcomes: readonly Outcome[]): Record<Ending, number> {
  const count = (ending: Ending) =>
    outcomes.filter((outcome) => 'ending' in outcome && outcome.ending === ending).length;
  const counts = ENDINGS.map((ending) => [ending, count(ending)] as const);
  return Object.fromEntries(counts) as Record<Ending, number>;
}
