import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/sdk/errors.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';

const page = readFileSync(path.join(ROOT, 'docs/troubleshooting.md'), 'utf8');

it('docs/troubleshooting.md explains every error code once, in alphabetical order', () => {
  const section = page.split('\n## Error codes\n')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \| .+ \| .+ \|$/gm)].map(([, code]) => code);
  expect(rows).toEqual([...ERROR_CODES].sort());
});
