import { type BuildResult, build } from '../../src/build/build.ts';
import { readFolder } from '../../src/build/folder.ts';
import { temporaryDir } from '../support/profile.ts';

/** A build for a tenant that could be anybody's, in a temporary folder. */
export interface BuiltPackages extends BuildResult {
  readonly outDir: string;
}

/** The variables of that build. */
export const ENVIRONMENT = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
};

/** The kinds of sign-in whose builds differ in code: each has another of Lock's forms. */
export const FORMS = ['embedded', 'passwordless'] as const;

/** Builds both packages as `npm run build` does. */
export async function buildPackages(login: (typeof FORMS)[number] = 'embedded'): Promise<BuiltPackages> {
  const outDir = await temporaryDir('package');
  return { ...(await build({ environment: { ...ENVIRONMENT, AUTH0_LOGIN: login }, outDir })), outDir };
}

/** The same as `npm run build -- --configurable` does: for no tenant. */
export async function buildConfigurablePackages(): Promise<BuiltPackages> {
  const outDir = await temporaryDir('package');
  return { ...(await build({ environment: {}, configurable: 'https', outDir })), outDir };
}

/** The files of a built package, as text, by their path in it. */
export async function packageFiles(folder: string): Promise<Map<string, string>> {
  const files = await readFolder(folder);
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}
