/** Signs in at the provider in memory, and checks every failed sign-in. */
import { expect, inject } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import {
  type AuthorizationDeps,
  type AuthorizationRequest,
  authorize,
} from '../../../src/sdk/tenant/authorize.ts';
import { unitConfig } from './config.ts';
import { allTextOf } from './error-text.ts';
import { importKey, type Key, type Provider, type Scenario, startProvider } from './provider.ts';
import { NOON } from './session.ts';

const TICKET = 'ticket-0f2c7d9b4e';

/** A popup's sign-in with a ticket of Lock's form. */
export const REQUEST: AuthorizationRequest = {
  interactive: false,
  parameters: { login_ticket: TICKET, realm: 'Username-Password-Authentication' },
};

/** The provider's key and another one, the same in all files of a run. */
export const [KEY, OTHER_KEY] = await runKeys();

async function runKeys(): Promise<readonly [Key, Key]> {
  const response = await fetch(`${inject('run')}/rsa-keys`);
  const [first, second]: readonly [JsonWebKey, JsonWebKey] = await response.json();
  return Promise.all([importKey(first), importKey(second)]);
}

/** Signs in at noon with a correct provider, changed by `scenario`. */
export function signIn(
  scenario: Scenario = {},
  config = unitConfig(),
  request = REQUEST,
  deps: Partial<AuthorizationDeps> = {},
) {
  const provider = startProvider(config, KEY, NOON, scenario);
  const result = authorize(config, request, {
    identity: provider.identity,
    fetch: provider.fetch,
    now: () => NOON,
    ...deps,
  });
  return { provider, result };
}

/** Signs in and expects a failure, without a secret in the error or a request to another server. */
export async function failToSignIn(scenario: Scenario, config = unitConfig(), request = REQUEST) {
  const { provider, result } = signIn(scenario, config, request);
  const error = await result.then(
    () => expect.fail('The sign-in was accepted.'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LatchkeyError)) throw error;
  await expectNoSecretIn(error, provider);
  expectTenantAlone(provider, config);
  return { error, provider };
}

async function expectNoSecretIn(error: LatchkeyError, provider: Provider): Promise<void> {
  const text = await allTextOf(error);
  const leaked = [TICKET, ...provider.secrets].filter((secret) => secret !== '' && text.includes(secret));
  expect(leaked, 'secrets in the error').toEqual([]);
}

/** Expects requests to the tenant's token endpoint and key set only. */
export function expectTenantAlone(provider: Provider, config = unitConfig()): void {
  const allowed = [`${config.tenant}/oauth/token`, `${config.tenant}/.well-known/jwks.json`];
  expect(provider.requests.map(({ url }) => url).filter((url) => !allowed.includes(url))).toEqual([]);
}
