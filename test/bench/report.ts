import type { PackageBytes } from './bytes.ts';
import type { Measure, Memory } from './measures.ts';

/** The times of each measure by the tenant's delay in milliseconds. Measures without the tenant have delay 0. */
export type Times = Record<number, Partial<Record<Measure, number[]>>>;

export interface BrowserResult {
  /** The product and its version. */
  readonly browser: string;
  readonly times: Times;
  readonly memory: Memory;
}

/** The content of the JSON file. */
export interface BenchResult {
  readonly machine: string;
  readonly rounds: number;
  readonly browsers: readonly BrowserResult[];
  readonly bytes: readonly PackageBytes[];
}

/** Returns the medians of one delay. */
type Medians = (measure: Measure) => number;

/** A goal of the project, or a number to compare with one. */
interface Goal {
  readonly name: string;
  readonly delay: number;
  readonly goal: string;
  value(medians: Medians): string;
}

const ratio = (measure: Measure, other: Measure) => (medians: Medians) =>
  (medians(measure) / medians(other)).toFixed(2);

const formToStock = {
  name: 'form ÷ stock Lock',
  value: ratio('signed-out popup → login-ready', 'stock Lock in a web page → login-ready'),
};

const GOALS: readonly Goal[] = [
  {
    name: 'signed-in popup ÷ empty popup, from the click',
    delay: 0,
    goal: '≤ 1.10',
    value: ratio('click → signed-in popup, session-shown', 'click → empty popup, its script'),
  },
  {
    name: 'signed-in popup ÷ empty popup, from the navigation',
    delay: 0,
    goal: '',
    value: ratio('signed-in popup → session-shown', 'empty popup → its script'),
  },
  {
    name: 'first paint, signed in ÷ empty',
    delay: 0,
    goal: '≤ 1.10',
    value: ratio('signed-in popup → first paint', 'empty popup → first paint'),
  },
  { ...formToStock, delay: 0, goal: '≤ 0.15' },
  { ...formToStock, delay: 50, goal: '' },
  { ...formToStock, delay: 300, goal: '≤ 0.10' },
  ...[0, 50, 300].map((delay) => ({
    name: "submit → badge, less the tenant's part",
    delay,
    goal: '≤ 60 ms',
    value: (medians: Medians) =>
      `${Math.round(medians('submit → badge') - medians("the tenant's part of it"))} ms`,
  })),
];

/** Returns tables in Markdown: times, goals, memory, bytes. */
export function tablesOf({ browsers, bytes }: BenchResult): string {
  const columns = browsers.map(({ browser }) => browser);
  const row = (head: readonly string[], cell: (result: BrowserResult) => string) => [
    ...head,
    ...browsers.map(cell),
  ];
  const first = browsers[0]?.times ?? {};
  const times = Object.keys(first)
    .map(Number)
    .flatMap((delay) =>
      (Object.keys(first[delay] ?? {}) as Measure[]).map((measure) => {
        const needsTenant = Object.values(first).every((measures) => measures[measure] !== undefined);
        return row([measure, needsTenant ? formatDelay(delay) : ''], ({ times: all }) => {
          const values = all[delay]?.[measure] ?? [];
          return `${Math.round(median(values))} (${middleHalf(values)})`;
        });
      }),
    );
  const goals = GOALS.map(({ name, delay, goal, value }) =>
    row([name, formatDelay(delay), goal], ({ times: all }) =>
      value((measure) => median(all[delay]?.[measure] ?? [])),
    ),
  );
  const states = ['empty', 'signed in', 'signed out, with Lock'] as const;
  const memories = states.map((state) => row([state], ({ memory }) => (memory[state] / 2 ** 20).toFixed(1)));
  const sizes = bytes.map(({ script, package: name, bytes: count }) => [
    ...[script, name, count.toLocaleString('en')],
  ]);
  return [
    table(['milliseconds: median (middle half)', 'tenant answers'], columns, times),
    table(['goals, by medians', 'tenant answers', 'goal'], columns, goals),
    table(['memory of the popup, MiB'], columns, memories),
    table(['script', 'package'], ['bytes, minified'], sizes),
  ].join('\n\n');
}

/** Aligns the columns after `heads` to the right. */
function table(
  heads: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|${'---|'.repeat(heads.length)}${'---:|'.repeat(columns.length)}`;
  return [line([...heads, ...columns]), rule, ...rows.map(line)].join('\n');
}

function formatDelay(delay: number): string {
  return delay === 0 ? 'at once' : `after ${delay} ms`;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Returns the range of the middle half of the numbers as `low–high`, rounded. */
function middleHalf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.ceil(sorted.length / 2);
  return `${Math.round(median(sorted.slice(0, half)))}–${Math.round(median(sorted.slice(-half)))}`;
}
