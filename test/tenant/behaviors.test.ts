import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Koa from 'koa';
import { expect, it } from 'vitest';
import { BEHAVIORS, declare, refuseUndeclared } from './behaviors.ts';
import { listen, stop } from './loopback.ts';

const TABLE = readFileSync(new URL('../../docs/local-tenant.md', import.meta.url), 'utf8');
const ROWS = [...TABLE.matchAll(/^\| `([a-z0-9-]+)` \|(.*)\|(.*)\|(.*)\|$/gm)];

it('docs/local-tenant.md has a row for each behavior, once, with its source and confidence', () => {
  expect(ROWS.map(([, id = '']) => id).sort()).toEqual([...BEHAVIORS].sort());
  for (const [, , behavior, source, confidence = ''] of ROWS) {
    expect(behavior?.trim()).not.toBe('');
    expect(source?.trim()).not.toBe('');
    expect(confidence.trim()).toMatch(/^(\d\d %|unknown|local)$/);
  }
});

it.each([
  [403, '', false, 500],
  [302, 'https://app.example/?error=invented', false, 500],
  [302, 'https://app.example/?code=1', false, 302],
  [403, '', true, 403],
])('an answer %i %s (declared: %s) goes out as %i', async (status, location, isDeclared, sent) => {
  const app = new Koa();
  app.use(refuseUndeclared());
  app.use((ctx) => {
    ctx.status = status;
    ctx.set('Location', location);
    if (isDeclared) declare(ctx, 'co-fields');
  });
  const server = createServer(app.callback());
  const port = await listen(server, 0);
  const response = await fetch(`http://127.0.0.1:${port}`, { redirect: 'manual' });
  await stop(server);
  expect(response.status).toBe(sent);
});
