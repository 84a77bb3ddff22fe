import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../../src/tooling/build/build.ts';

it('build rejects a wrong configuration before it writes anything', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-unit-'));
  const outDir = path.join(folder, 'wrong');
  await expect(build({ environment: { AUTH0_DOMAIN: 'x' }, outDir })).rejects.toMatchObject({
    code: 'configuration-invalid',
  });
  await expect(readdir(outDir)).rejects.toMatchObject({ code: 'ENOENT' });
  await rm(folder, { recursive: true });
});
