import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BuildResult, build } from '../../src/build/build.ts';
import { readFolder } from '../../src/build/folder.ts';

/** A build for a tenant that could be anybody's, in a temporary folder. */
export interface BuiltPackages extends BuildResult {
  readonly outDir: string;
}

/** The variables of that build. */
export const ENVIRONMENT = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
};

/** Builds both packages as `npm run build` does. */
export async function buildPackages(): Promise<BuiltPackages> {
  const outDir = await temporaryFolder();
  return { ...(await build({ environment: ENVIRONMENT, outDir })), outDir };
}

/** A folder that is gone when the process ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-package-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files of a built package, as text, by their path in it. */
export async function packageFiles(folder: string): Promise<Map<string, string>> {
  const files = await readFolder(folder);
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}
