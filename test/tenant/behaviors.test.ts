import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const TABLE = readFileSync(path.join(import.meta.dirname, '../../docs/local-tenant.md'), 'utf8');
const ROWS = [...TABLE.matchAll(/^\| `([a-z0-9-]+)` \|.+\|.+\| (?:\d\d %|unknown|local) \|$/gm)].map(
  ([, id]) => id,
);

/** Where the tenant's code names a row. */
const NAMED =
  /(?:behavior: |declare\(ctx, |route\(\s*|[rR]efuse\w*\(\s*ctx,\s*|sendErrorPage\(ctx, |invalidRequest\(|invalidGrant\()'([a-z0-9-]+)'/g;

it('docs/local-tenant.md has each behavior that the code names once, with its source and confidence', () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'));
  const named = new Set(sources.flatMap((source) => [...source.matchAll(NAMED)].map(([, id]) => id)));
  expect(named.size).toBeGreaterThan(30);
  expect([...named].filter((id) => !ROWS.includes(id))).toEqual([]);
  expect(new Set(ROWS).size).toBe(ROWS.length);
});
