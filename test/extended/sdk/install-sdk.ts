import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { writeSdk } from '../../../src/tooling/sdk/write-sdk.ts';
import { temporaryDir } from '../../support/profile.ts';

/** Returns the folder of a consumer who has installed the SDK and these packages. */
export async function installSdk(...packages: readonly string[]): Promise<string> {
  const consumer = await temporaryDir('consumer');
  const modules = path.join(consumer, 'node_modules');
  await writeSdk(path.join(modules, 'latchkey'));
  for (const name of packages) {
    await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
    await symlink(path.join(ROOT, 'node_modules', name), path.join(modules, name), 'junction');
  }
  return consumer;
}
