import { describe, expect, it } from 'vitest';
import { defineConfig } from '../../src/sdk/define-config.ts';
import { read } from './documents.ts';

const page = read('docs/sdk.md');

/** Returns the names in the first column of the tables of a section. */
function rowsOf(heading: string): string[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}

describe('docs/sdk.md', () => {
  it('names every entry of the package', () => {
    const { exports } = JSON.parse(read('package.json'));
    const entries = Object.keys(exports).map((subpath) => subpath.replace('.', 'latchkey'));
    expect(entries.filter((entry) => !page.includes(`\`${entry}\``))).toEqual([]);
  });

  it('describes every field of the configuration', () => {
    const { tenant: _, ...fields } = defineConfig({ domain: 'tenant.example', clientId: 'client' });
    expect(rowsOf('Configuration').sort()).toEqual(Object.keys(fields).sort());
  });
});
