import { describe, expect, it } from 'vitest';
import { ok } from '../../../src/tooling/doctor/check-result.ts';
import { evaluate, explainNetworkFailure } from '../../../src/tooling/doctor/network-failure.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

const TENANT = { domain: 'tenant.example', tenant: 'https://tenant.example' };
const PROXY = 'http://proxy.example:3128';

describe('explainNetworkFailure', () => {
  it.each<[code: string, fix: string, environment?: Record<string, string>]>([
    ['ENOTFOUND', '.env: AUTH0_DOMAIN'],
    ['ECONNREFUSED', '.env: AUTH0_DOMAIN'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'this computer: the certificate of your proxy, for Node'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'this computer: the certificate of your proxy, for Node'],
    ['EAI_AGAIN', 'this computer: the network connection'],
    ['TimeoutError', 'this computer: the network connection', { HTTPS_PROXY: '' }],
    ['TimeoutError', 'this computer: the environment', { HTTPS_PROXY: PROXY }],
    ['TimeoutError', 'this computer: the environment', { all_proxy: PROXY }],
  ])('for %s returns the fix %s if the environment is %j', (code, fix, environment = {}) => {
    const outcome = explainNetworkFailure(TENANT, code, environment);
    expect(outcome.kind === 'failed' && `${outcome.fix.place}: ${outcome.fix.field}`).toBe(fix);
  });
});

describe('evaluate', () => {
  const read = () => ok('read');

  it('reads a response', async () => {
    expect(evaluate(await tenantResponse(404), read)).toEqual(ok('read'));
  });

  it.each([429, 500])('returns skipped if the status is %i', async (status) => {
    expect(evaluate(await tenantResponse(status), read).kind).toBe('skipped');
  });

  it('returns skipped if there is no response', () => {
    expect(evaluate({ kind: 'failed', code: 'ECONNRESET' }, read).kind).toBe('skipped');
  });
});
