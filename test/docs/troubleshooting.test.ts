import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/sdk/errors.ts';
import { read } from './documents.ts';

const page = read('docs/troubleshooting.md');

it('docs/troubleshooting.md explains every error code once, in alphabetical order', () => {
  const section = page.split('\n## Error codes\n')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \| .+ \| .+ \|$/gm)].map(([, code]) => code);
  expect(rows).toEqual([...ERROR_CODES].sort());
});
