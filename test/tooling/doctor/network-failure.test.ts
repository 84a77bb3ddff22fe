import { describe, expect, it } from 'vitest';
import { ok } from '../../../src/tooling/doctor/check-result.ts';
import { explainTrouble, judge } from '../../../src/tooling/doctor/network-failure.ts';
import type { Trouble } from '../../../src/tooling/doctor/tenant-request.ts';
import { answered } from '../../support/unit/doctor.ts';

const TENANT = { domain: 'tenant.example', tenant: 'https://tenant.example' };

/** What mends it, where `auth0.com` has a name or not, and with these variables. */
async function mendOf(trouble: Trouble, { hasNames = true, environment = {} } = {}) {
  const outcome = await explainTrouble(TENANT, trouble, { isNameKnown: async () => hasNames, environment });
  if (outcome.kind !== 'failed') throw new Error(outcome.says);
  return `${outcome.mend.place}: ${outcome.mend.field}`;
}

describe('a tenant that is not reached', () => {
  it('has a wrong domain where others have names', async () => {
    expect(await mendOf('name-unknown')).toBe('.env: AUTH0_DOMAIN');
  });

  it('is behind a dead network where nobody has a name', async () => {
    expect(await mendOf('name-unknown', { hasNames: false })).toBe('this computer: the network connection');
  });

  it.each<Trouble>(['no-network', 'late', 'broken-off'])('is behind a dead network: %s', async (trouble) => {
    expect(await mendOf(trouble)).toBe('this computer: the network connection');
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('is behind a proxy where %s is set', async (name) => {
    const environment = { [name]: 'http://proxy.example:3128' };
    expect(await mendOf('late', { environment })).toBe('this computer: the environment');
    expect(await mendOf('name-unknown', { environment, hasNames: false })).toBe(
      'this computer: the environment',
    );
  });

  it('is not behind a proxy whose variable is empty', async () => {
    const environment = { HTTPS_PROXY: '' };
    expect(await mendOf('late', { environment })).toBe('this computer: the network connection');
  });

  it('is behind somebody whom this computer does not trust', async () => {
    expect(await mendOf('certificate')).toMatch(/^this computer: the certificate of your proxy/);
  });

  it('has a wrong domain where nothing listens', async () => {
    expect(await mendOf('refused')).toBe('.env: AUTH0_DOMAIN');
  });
});

describe('an answer', () => {
  const well = () => ok('read');

  it('is read', async () => {
    expect(judge(await answered(404), well)).toEqual(ok('read'));
  });

  it.each([429, 500, 503])('with status %i tells nothing', async (status) => {
    expect(judge(await answered(status), well).kind).toBe('unknown');
  });

  it.each<Trouble>(['late', 'broken-off'])('that did not come tells nothing: %s', (trouble) => {
    expect(judge({ kind: 'unanswered', trouble }, well).kind).toBe('unknown');
  });
});
