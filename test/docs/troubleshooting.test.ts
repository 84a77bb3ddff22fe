import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/sdk/errors.ts';
import { read } from './documents.ts';

const section = read('docs/troubleshooting.md').split('\n## Error codes\n')[1]?.split('\n## ')[0] ?? '';
const rows = [...section.matchAll(/^\| `([a-z-]+)` \| .+ \| (.+) \|$/gm)];

/** Returns the reasons of each code that has several, as `errors.ts` declares them. */
function reasonsByCode(): [string, string[]][] {
  const declarations = read('src/sdk/errors.ts').split('const MESSAGES = {')[1]?.split('\n}')[0] ?? '';
  return [...declarations.matchAll(/'([a-z-]+)': \{((?:[^{}]|\{\w+\})+)\}/g)].map(
    ([, code = '', reasons = '']) => [
      code,
      [...reasons.matchAll(/(?:^|,)\s*'?([a-z-]+)'?: /g)].map(([, reason = '']) => reason),
    ],
  );
}

describe('docs/troubleshooting.md', () => {
  it('explains every error code once, in alphabetical order', () => {
    expect(rows.map(([, code]) => code)).toEqual([...ERROR_CODES].sort());
  });

  it.each(reasonsByCode())('explains the reasons of %s', (code, reasons) => {
    const check = rows.find((row) => row[1] === code)?.[2] ?? '';
    expect(reasons.filter((reason) => !check.includes(`\`${reason}\``))).toEqual([]);
  });
});
