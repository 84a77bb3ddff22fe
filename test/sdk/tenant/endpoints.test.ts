import { describe, expect, it } from 'vitest';
import { authorizationServer, isPlainHttp, publicClient } from '../../../src/sdk/tenant/endpoints.ts';
import { unitConfig } from '../../support/unit/config.ts';

describe('the tenant as an authorization server', () => {
  it('has an issuer with the trailing slash', () => {
    expect(authorizationServer(unitConfig()).issuer).toBe('https://tenant.example/');
  });

  it('has every endpoint at the tenant', () => {
    const { issuer, ...endpoints } = authorizationServer(unitConfig());
    const elsewhere = Object.values(endpoints).filter((url) => !String(url).startsWith(issuer));
    expect(elsewhere).toEqual([]);
  });
});

describe('this extension as a client', () => {
  it('is public and accepts RS256 only', () => {
    expect(publicClient(unitConfig())).toEqual({
      client_id: 'unit-client',
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'RS256',
    });
  });

  it.each([
    ['https://tenant.example', false],
    ['http://127.0.0.1:4180', true],
  ])('uses plain http with %s: %s', (tenant, expected) => {
    expect(isPlainHttp(unitConfig({ tenant }))).toBe(expected);
  });
});
