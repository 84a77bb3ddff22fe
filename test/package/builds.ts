/** Builds that unit tests share. Each runs once, when the first test requests it: see `shared-fixtures.ts`. */
import { type BuildResult, build } from '../../src/tooling/build/build.ts';
import type { Environment } from '../../src/tooling/build/environment.ts';

/** Variables of a build for a typical tenant. */
export const ENVIRONMENT = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
} as const satisfies Environment;

/** Builds with different code: one for each form of Lock, and one without a tenant. */
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
