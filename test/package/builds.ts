/** The builds that unit tests share. Each is made once in a run, when the first test asks for it: see `shared-fixtures.ts`. */
import { type BuildResult, build } from '../../src/tooling/build/build.ts';
import type { Environment } from '../../src/tooling/build/environment.ts';

/** The variables of a build for a tenant that could be anyone's. */
export const ENVIRONMENT = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
} as const satisfies Environment;

/** Builds that differ in code: each kind of sign-in has another of Lock's forms, and one build has no tenant. */
export const BUILDS = ['embedded', 'passwordless', 'configurable'] as const;
export type BuildName = (typeof BUILDS)[number];

/** A finished build, with the folder that has `chromium/` and `firefox/`. */
export interface BuiltPackages extends Pick<BuildResult, 'config' | 'metafiles'> {
  readonly outDir: string;
}

/** Builds both packages into `outDir` as `npm run build` does. */
export async function makeBuild(name: BuildName, outDir: string): Promise<BuiltPackages> {
  const { config, metafiles } = await (name === 'configurable'
    ? build({ environment: {}, configurable: 'https', outDir })
    : build({ environment: { ...ENVIRONMENT, AUTH0_LOGIN: name }, outDir }));
  return { config, metafiles, outDir };
}
