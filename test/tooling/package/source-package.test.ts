import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { overrideRows, sourceFiles } from '../../../src/tooling/package/source-package.ts';

const ENVIRONMENT = {
  AUTH0_DOMAIN: 'tenant.example',
  AUTH0_CLIENT_ID: 'unit-client',
  AUTH0_SCOPE: 'openid profile  ',
  AUTH0_AUDIENCE: '',
  WEB_EXT_API_SECRET: 'not for reviewers',
  PATH: '/private/path',
};

async function textsOf(environment = ENVIRONMENT, isConfigurable = false): Promise<Map<string, string>> {
  const files = await sourceFiles({ environment, isConfigurable, name: 'Latchkey', version: '1.2.3' });
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

describe('sourceFiles', () => {
  it('returns exactly what the build reads, unchanged', async () => {
    const texts = await textsOf();
    const read =
      '.npmrc LICENSE build.mjs manifest.json package-lock.json package.json popup.html tsconfig.json';
    expect([...texts.keys()].filter((name) => !name.startsWith('src/')).sort()).toEqual(
      [...read.split(' '), 'BUILDING.md', 'build-environment.txt'].sort(),
    );
    for (const name of [...read.split(' '), 'src/extension/popup/popup.ts'])
      expect(texts.get(name)).toBe(await readFile(name, 'utf8'));
    expect([...texts.keys()].filter((name) => /\/\.|node_modules|\.test\./.test(name))).toEqual([]);
  });

  it('returns the variables of the build, and no others', async () => {
    const texts = await textsOf();
    expect(parseEnv(texts.get('build-environment.txt') ?? '')).toEqual({
      AUTH0_DOMAIN: 'tenant.example',
      AUTH0_CLIENT_ID: 'unit-client',
      AUTH0_SCOPE: 'openid profile',
    });
    expect([...texts.values()].join('\n')).not.toMatch(/not for reviewers|\/private\/path/);
  });

  it('returns instructions with commands, tools and overridden modules', async () => {
    const [texts, { engines, scripts }] = await Promise.all([
      textsOf(),
      readFile('package.json', 'utf8').then(JSON.parse),
    ]);
    const building = texts.get('BUILDING.md') ?? '';
    expect(building).toContain('npm ci\nnpm run build-for-amo\n');
    expect(building).toContain(`Node ${engines.node.replace('>=', '')} or later`);
    expect(building).toContain("AUTH0_DOMAIN='tenant.example'");
    expect(building).toContain('latchkey-firefox-1.2.3.zip');
    expect(overrideRows()[0]).toMatch(
      /^\| `auth0-lock\/lib\/core\.js` \| `src\/sdk\/lock\/overrides\/core\.ts` \| contains .*`<style>`/,
    );
    for (const row of overrideRows()) expect(building).toContain(row);
    expect(scripts['build-for-amo']).toContain('--env-file=build-environment.txt');
  });

  it('returns no variables of a tenant for a configurable build', async () => {
    const texts = await textsOf(ENVIRONMENT, true);
    const building = texts.get('BUILDING.md') ?? '';
    expect(building).toContain('npm ci\nnpm run build-for-amo -- --configurable\n');
    expect(building).toContain("AUTH0_SCOPE='openid profile' \\\n  npm run build -- --configurable\n");
    expect(building).toContain('This build is configurable');
    expect(parseEnv(texts.get('build-environment.txt') ?? '')).toEqual({ AUTH0_SCOPE: 'openid profile' });
    expect(building).not.toContain('AUTH0_DOMAIN');
  });

  it('rejects if a value has a quotation mark', async () => {
    await expect(textsOf({ ...ENVIRONMENT, AUTH0_AUDIENCE: "it's" })).rejects.toThrow(
      'AUTH0_AUDIENCE contains a quotation mark',
    );
  });
});
