import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BEHAVIORS } from './behaviors.ts';

const TABLE = readFileSync(new URL('../../docs/local-tenant.md', import.meta.url), 'utf8');
const ROWS = [...TABLE.matchAll(/^\| `([a-z0-9-]+)` \|.+\|.+\| (?:\d\d %|unknown|local) \|$/gm)];

it('docs/local-tenant.md has a row for each behavior, once, with its source and confidence', () => {
  expect(ROWS.map(([, id = '']) => id).sort()).toEqual([...BEHAVIORS].sort());
});
