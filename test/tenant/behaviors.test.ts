import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { BEHAVIORS, declare, refuseUndeclared, SETTING_ROWS } from './behaviors.ts';
import { listen, stop } from './loopback.ts';
import { initialSettings } from './settings.ts';

const TABLE = readFileSync(new URL('../../docs/local-tenant.md', import.meta.url), 'utf8');
const ROWS = [...TABLE.matchAll(/^\| `([a-z0-9-]+)` \|(.*)\|(.*)\|(.*)\|$/gm)].map(
  ([, id = '', behavior = '', source = '', confidence = '']) => ({
    id,
    behavior: behavior.trim(),
    source: source.trim(),
    confidence: confidence.trim(),
  }),
);

/** Tests of what only the local tenant has: these prove no row. */
const TOOLS = ['behaviors', 'controls', 'faults', 'main'].map((name) => `${name}.test.ts`);

const FOLDER = new URL('./', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts') && !TOOLS.includes(name));
const sources = files.map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')] as const);

describe('docs/local-tenant.md', () => {
  it('has a row for each behavior of the tenant, once, and no other', () => {
    expect(ROWS.map(({ id }) => id).sort()).toEqual([...BEHAVIORS].sort());
  });

  it.each(ROWS)('says of $id what it is, where that is from, and how sure it is', (row) => {
    expect(row.behavior).not.toBe('');
    expect(row.confidence).toMatch(/^(\d\d %|unknown|local)$/);
    expect(row.source === '').toBe(false);
  });

  it('has a test for each row', () => {
    const tested = sources.flatMap(([, text]) =>
      [...text.matchAll(/\b(?:row|refuses)\(\s*'([a-z0-9-]+)'/g)].map(([, id]) => id),
    );
    // The other files test what is the local tenant's own.
    expect([...new Set([...tested, 'local'])].sort()).toEqual([...BEHAVIORS].sort());
  });
});

describe('a test of the tenant', () => {
  it.each(sources)('in %s names the row that it proves', (_name, text) => {
    expect(text).toMatch(/\brow\(/);
    expect(text).not.toMatch(/\b(it|test)(\.\w+)*\(/);
  });
});

describe('the tenant', () => {
  it('has no setting without a row', () => {
    const settings = Object.keys(initialSettings({}));
    expect([...settings, 'users'].sort()).toEqual(Object.keys(SETTING_ROWS).sort());
  });

  it('turns a refusal that no row accounts for into its own failure', async () => {
    expect(await answerOf(403, '')).toBe(500);
    expect(await answerOf(302, 'https://app.example/?error=invented')).toBe(500);
    expect(await answerOf(302, 'https://app.example/?code=1')).toBe(302);
    expect(await answerOf(403, '', true)).toBe(403);
  });
});

/** The status that goes out where a handler answers so. */
async function answerOf(status: number, location: string, isDeclared = false): Promise<number> {
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
  return response.status;
}
