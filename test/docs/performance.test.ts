import { expect, it } from 'vitest';
import { read } from './documents.ts';

const page = read('docs/performance.md');

/** Returns the first number of each cell of a table's row, by the row's first cells. */
function row(first: string): number[] {
  const cells = page.split('\n').find((line) => line.startsWith(`| ${first} |`)) ?? '';
  return cells
    .slice(`| ${first} |`.length)
    .split('|')
    .flatMap((cell) => /\d[\d,.]*/.exec(cell)?.[0].replace(',', '') ?? [])
    .map(Number);
}

const form = row('signed-out popup → form accepts typing | none');
const publishedLock = row('published Lock in a web page → form accepts typing | none');
const submit = row('submit → badge | none');
const tenant = row('of that, the tenant | none');

it('README has the sizes and times of docs/performance.md', () => {
  const section = read('README.md').split('\n## Size and speed\n')[1]?.split('\n\nMedians')[0] ?? '';
  const [lock = 0] = row('Lock, loaded when the user must sign in');
  const sizes = [...row('signed-in popup'), ...row('background script'), lock];
  expect(section.match(/\d+/g)?.map(Number)).toEqual([
    ...sizes.map((bytes) => Math.round(bytes / 1000)),
    ...[...form, ...publishedLock, ...submit, ...tenant],
  ]);
});

it('the goals in docs/performance.md follow from its times', () => {
  const ratios = (times: number[], others: number[]) =>
    times.map((time, index) => Number((time / (others[index] ?? 0)).toFixed(2)));
  const goal = (name: string) => row(name).slice(-2);
  expect(goal("signed-in popup, from the click: at most 1.10 of an empty popup's time")).toEqual(
    ratios(row('click → name on screen, signed in |'), row('click → script of an empty popup |')),
  );
  expect(goal("form, no latency: at most 0.15 of the published Lock's time")).toEqual(
    ratios(form, publishedLock),
  );
  expect(goal("form, 300 ms latency: at most 0.10 of the published Lock's time")).toEqual(
    ratios(
      row('signed-out popup → form accepts typing | 300 ms'),
      row('published Lock in a web page → form accepts typing | 300 ms'),
    ),
  );
  expect(goal("submit → badge, without the tenant's part: at most 60 ms")).toEqual(
    submit.map((time, index) => time - (tenant[index] ?? 0)),
  );
});
