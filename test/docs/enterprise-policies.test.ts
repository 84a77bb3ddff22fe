import { describe, expect, it } from 'vitest';
import { MANAGED_NAMES, parseManaged } from '../../src/sdk/settings/settings.ts';
import { LOGOUT_KINDS } from '../../src/sdk/settings/values.ts';
import { MANAGED_SCHEMA } from '../../src/tooling/build/manifest.ts';
import { blocksOf, read } from './documents.ts';

const page = { file: 'docs/enterprise-policies.md', text: read('docs/enterprise-policies.md') };
const schema = JSON.parse(read(`src/extension/options/${MANAGED_SCHEMA}`));
const manifest = JSON.parse(read('manifest.json'));

/** Returns the objects inside a value, at any depth, that have one of the names. */
function valuesIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const record: Record<string, unknown> = { ...value };
  return MANAGED_NAMES.some((name) => name in record) ? [record] : Object.values(record).flatMap(valuesIn);
}

/** Returns `{ logout: 'local' }` for `{ logout: { Value: 'local' } }`, the format of the Google Admin console. */
const withoutWrapping = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Object(value).Value ?? value]));

describe('the values of an enterprise policy', () => {
  it('are the same in the code, the schema and the document', () => {
    const rows = [...page.text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual([...MANAGED_NAMES]);
    expect(Object.keys(schema.properties)).toEqual([...MANAGED_NAMES]);
    expect(schema.properties.logout.enum).toEqual(LOGOUT_KINDS);
  });

  it('are valid as the document shows them', () => {
    const blocks = blocksOf(page).filter(({ language }) => language === 'json');
    const found = blocks.flatMap(({ text }) => valuesIn(JSON.parse(text)));
    expect(found).toHaveLength(4);
    for (const values of found) {
      const { ignored, values: taken } = parseManaged(withoutWrapping(values), { domain: 'tenant.example' });
      expect(ignored).toEqual([]);
      expect(taken).toMatchObject({ logout: 'federated', organization: 'org_AbCdEf0123456789' });
    }
  });

  it("use the extension's Gecko ID", () => {
    expect(page.text.split(manifest.browser_specific_settings.gecko.id)).toHaveLength(4);
  });
});
