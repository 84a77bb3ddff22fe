import { describe, expect, it } from 'vitest';
import { ok } from '../../../src/tooling/doctor/check-result.ts';
import { evaluate, explainNetworkFailure } from '../../../src/tooling/doctor/network-failure.ts';
import type { NetworkFailure } from '../../../src/tooling/doctor/tenant-request.ts';
import { response } from '../../support/unit/doctor.ts';

const TENANT = { domain: 'tenant.example', tenant: 'https://tenant.example' };

/** What mends it, where `auth0.com` has a name or not, and with these variables. */
async function fixOf(failure: NetworkFailure, { hasNames = true, environment = {} } = {}) {
  const outcome = await explainNetworkFailure(TENANT, failure, {
    isNameKnown: async () => hasNames,
    environment,
  });
  if (outcome.kind !== 'failed') throw new Error(outcome.message);
  return `${outcome.fix.place}: ${outcome.fix.field}`;
}

describe('a tenant that is not reached', () => {
  it('has a wrong domain where others have names', async () => {
    expect(await fixOf('name-unknown')).toBe('.env: AUTH0_DOMAIN');
  });

  it('is behind a dead network where nobody has a name', async () => {
    expect(await fixOf('name-unknown', { hasNames: false })).toBe('this computer: the network connection');
  });

  it.each<NetworkFailure>(['no-network', 'late', 'broken-off'])(
    'is behind a dead network: %s',
    async (failure) => {
      expect(await fixOf(failure)).toBe('this computer: the network connection');
    },
  );

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('is behind a proxy where %s is set', async (name) => {
    const environment = { [name]: 'http://proxy.example:3128' };
    expect(await fixOf('late', { environment })).toBe('this computer: the environment');
    expect(await fixOf('name-unknown', { environment, hasNames: false })).toBe(
      'this computer: the environment',
    );
  });

  it('is not behind a proxy whose variable is empty', async () => {
    const environment = { HTTPS_PROXY: '' };
    expect(await fixOf('late', { environment })).toBe('this computer: the network connection');
  });

  it('is behind somebody whom this computer does not trust', async () => {
    expect(await fixOf('certificate')).toMatch(/^this computer: the certificate of your proxy/);
  });

  it('has a wrong domain where nothing listens', async () => {
    expect(await fixOf('refused')).toBe('.env: AUTH0_DOMAIN');
  });
});

describe('an answer', () => {
  const well = () => ok('read');

  it('is read', async () => {
    expect(evaluate(await response(404), well)).toEqual(ok('read'));
  });

  it.each([429, 500, 503])('with status %i tells nothing', async (status) => {
    expect(evaluate(await response(status), well).kind).toBe('skipped');
  });

  it.each<NetworkFailure>(['late', 'broken-off'])('that did not come tells nothing: %s', (failure) => {
    expect(evaluate({ kind: 'failed', failure }, well).kind).toBe('skipped');
  });
});
