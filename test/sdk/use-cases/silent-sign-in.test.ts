import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { signInSilently } from '../../../src/sdk/use-cases/silent-sign-in.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { html, type Provider, type Scenario, startProvider } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';
import { KEY } from '../../support/unit/sign-in.ts';

const depsOf = ({ identity, fetch }: Pick<Provider, 'identity' | 'fetch'>) => {
  return { identity: () => identity, fetch, keys: () => ({ read: async () => null, write: async () => {} }) };
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }));
afterEach(() => void vi.useRealTimers());

/** Signs in silently with a good provider, or one that differs by `scenario`, at noon. */
function signIn(scenario: Scenario = {}) {
  const config = unitConfig();
  const provider = startProvider(config, KEY, NOON, scenario);
  return { provider, result: signInSilently(config, depsOf(provider)) };
}

const redirectWith = (error: string): Scenario => ({
  redirect(good) {
    good.searchParams.delete('code');
    good.searchParams.set('error', error);
    return good;
  },
});

describe('a silent sign-in', () => {
  it('opens no window, and requests no page', async () => {
    const { provider, result } = signIn();
    await result;
    expect(provider.launched).toHaveLength(1);
    expect(provider.launched[0]?.interactive).toBe(false);
    expect(provider.launched[0]?.url.searchParams.get('prompt')).toBe('none');
  });

  it.each(['login_required', 'consent_required', 'interaction_required', 'access_denied', 'server_error'])(
    'returns nothing and logs nothing if the tenant responds with %s',
    async (error) => {
      await expect(signIn(redirectWith(error)).result).resolves.toBeNull();
    },
  );

  it('returns nothing when the tokens are invalid', async () => {
    await expect(signIn({ tokenResponse: () => html(500) }).result).resolves.toBeNull();
  });

  it.each(['sign-in-running', 'sign-in-cancelled', 'interaction-required'] as const)(
    'returns nothing if the browser rejects with %s',
    async (code) => {
      const { provider } = signIn();
      const launch = () => Promise.reject(new LatchkeyError(code, {}));
      const identity = { ...provider.identity, launch };
      const fetch = async () => html(200);
      await expect(signInSilently(unitConfig(), depsOf({ identity, fetch }))).resolves.toBeNull();
    },
  );

  it('rejects with a failure of the extension', async () => {
    const { provider } = signIn();
    const broken = new TypeError('x is not a function');
    const identity = { ...provider.identity, launch: () => Promise.reject(broken) };
    await expect(signInSilently(unitConfig(), depsOf({ ...provider, identity }))).rejects.toBe(broken);
  });
});
