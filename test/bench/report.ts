import type { PackageBytes } from './bytes.ts';
import type { Measure, Memory } from './measures.ts';
import { median, middleHalf } from './statistics.ts';

/** Each number of each round, by the tenant's delay in milliseconds; what no tenant has a part in is with delay 0. */
export type Numbers = Record<number, Partial<Record<Measure, number[]>>>;

/** What one browser's rounds gave. */
export interface BrowserResult {
  /** The product and its version. */
  readonly browser: string;
  readonly times: Numbers;
  readonly memory: Memory;
}

/** All that was measured, as it goes into the file. */
export interface BenchResult {
  readonly machine: string;
  readonly rounds: number;
  readonly browsers: readonly BrowserResult[];
  readonly bytes: readonly PackageBytes[];
}

/** A share of another number that is a goal of the project. */
interface Goal {
  readonly name: string;
  readonly delay: number;
  readonly goal: string;
  value(numbers: (measure: Measure) => number): string;
}

const GOALS: readonly Goal[] = [
  {
    name: 'signed-in popup ÷ empty popup, from the click',
    delay: 0,
    goal: '≤ 1.10',
    value: (of) =>
      (of('click → signed-in popup, session-shown') / of('click → empty popup, its script')).toFixed(2),
  },
  {
    name: 'signed-in popup ÷ empty popup, from the navigation',
    delay: 0,
    goal: '',
    value: (of) => (of('signed-in popup → session-shown') / of('empty popup → its script')).toFixed(2),
  },
  {
    name: 'first paint, signed in ÷ empty',
    delay: 0,
    goal: '≤ 1.10',
    value: (of) => (of('signed-in popup → first paint') / of('empty popup → first paint')).toFixed(2),
  },
  {
    name: 'form ÷ stock Lock',
    delay: 0,
    goal: '≤ 0.15',
    value: formToStock,
  },
  { name: 'form ÷ stock Lock', delay: 50, goal: '', value: formToStock },
  { name: 'form ÷ stock Lock', delay: 300, goal: '≤ 0.10', value: formToStock },
  ...[0, 50, 300].map((delay) => ({
    name: "submit → badge, less the tenant's part",
    delay,
    goal: '≤ 60 ms',
    value: (of: (measure: Measure) => number) =>
      `${Math.round(of('submit → badge') - of("the tenant's part of it"))} ms`,
  })),
];

function formToStock(of: (measure: Measure) => number): string {
  return (of('signed-out popup → login-ready') / of('stock Lock in a web page → login-ready')).toFixed(2);
}

/** Everything as Markdown: times, goals, memory, bytes. */
export function tablesOf({ browsers, bytes }: BenchResult): string {
  return [timeTable(browsers), goalTable(browsers), memoryTable(browsers), byteTable(bytes)].join('\n\n');
}

/** Medians, each with the range of the middle half. */
function timeTable(browsers: readonly BrowserResult[]): string {
  const keys = rowsOf(browsers).map(
    ({ delay, measure }): Row => ({
      head: [measure, delayInWords(delay, measure)],
      cell: ({ times }) => {
        const all = times[delay]?.[measure] ?? [];
        return `${Math.round(median(all))} (${middleHalf(all)})`;
      },
    }),
  );
  return table(['milliseconds: median (middle half)', 'tenant answers'], browsers, keys);
}

function goalTable(browsers: readonly BrowserResult[]): string {
  const measured = GOALS.filter(({ delay }) => browsers.every(({ times }) => times[delay] !== undefined));
  const rows = measured.map(
    ({ name, delay, goal, value }): Row => ({
      head: [name, delayInWords(delay), goal],
      cell: ({ times }) => value((measure) => median(times[delay]?.[measure] ?? [])),
    }),
  );
  return table(['goals, by medians', 'tenant answers', 'goal'], browsers, rows);
}

function memoryTable(browsers: readonly BrowserResult[]): string {
  const states = ['empty', 'signed in', 'signed out, with Lock'] as const;
  const rows = states.map(
    (state): Row => ({
      head: [state],
      cell: ({ memory }) => (memory[state] / 2 ** 20).toFixed(1),
    }),
  );
  return table(['memory of the popup, MiB'], browsers, rows);
}

function byteTable(bytes: readonly PackageBytes[]): string {
  const rows = bytes.map(
    ({ script, package: name, bytes: count }) => `| ${script} | ${name} | ${count.toLocaleString('en')} |`,
  );
  return ['| script | package | bytes, minified |', '|---|---|---:|', ...rows].join('\n');
}

interface Row {
  readonly head: readonly string[];
  cell(result: BrowserResult): string;
}

function table(heads: readonly string[], browsers: readonly BrowserResult[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line([...heads, ...browsers.map(({ browser }) => browser)]),
    `|${'---|'.repeat(heads.length)}${'---:|'.repeat(browsers.length)}`,
    ...rows.map(({ head, cell }) => line([...head, ...browsers.map(cell)])),
  ].join('\n');
}

/** What was measured in all browsers, in the order in which it was. */
function rowsOf(browsers: readonly BrowserResult[]): { delay: number; measure: Measure }[] {
  const [first] = browsers;
  return Object.entries(first?.times ?? {}).flatMap(([delay, numbers]) =>
    (Object.keys(numbers) as Measure[]).map((measure) => ({ delay: Number(delay), measure })),
  );
}

/** Measures in which the tenant has no part. */
const WITHOUT_TENANT: ReadonlySet<Measure> = new Set([
  ...(['click → empty popup, its script', 'click → signed-in popup, session-shown'] as const),
  ...(['empty popup → its script', 'empty popup → first paint'] as const),
  ...(['signed-in popup → session-shown', 'signed-in popup → first paint'] as const),
  'worker stopped → session change → badge',
]);

function delayInWords(delay: number, measure?: Measure): string {
  if (measure !== undefined && WITHOUT_TENANT.has(measure)) return '';
  return delay === 0 ? 'at once' : `after ${delay} ms`;
}
