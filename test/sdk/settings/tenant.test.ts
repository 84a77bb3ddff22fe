import { describe, expect, it } from 'vitest';
import { isChoosable, parseChosenTenant, tenantOf, tidyDomain } from '../../../src/sdk/settings/tenant.ts';

describe('a pasted domain', () => {
  it.each([
    ['example.eu.auth0.com', 'example.eu.auth0.com'],
    [' Example.EU.auth0.com\n', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/authorize?client_id=1#x', 'example.eu.auth0.com'],
    ['HTTP://127.0.0.1:4180', '127.0.0.1:4180'],
    ['', ''],
  ])('%j is read as %j', (text, domain) => {
    expect(tidyDomain(text)).toBe(domain);
  });
});

describe('a tenant that can be chosen', () => {
  it('has a domain name', () => {
    expect(isChoosable('example.eu.auth0.com', 'https')).toBe(true);
  });

  it.each([
    ...[
      '',
      'tenant',
      'a tenant.example',
      'tenant.example/x',
      'user@tenant.example',
      'tenant.example:8443',
      '*.example',
    ],
    ...['127.0.0.1:4180', 'localhost:4180', '127.0.0.1', '10.0.0.1', '[::1]', 7, null, undefined],
  ])('is not at %j', (domain) => {
    expect(isChoosable(domain, 'https')).toBe(false);
  });

  it('is reached over https, with its name in lower case', () => {
    expect(tenantOf({ domain: 'Tenant.example', clientId: 'Abc' })).toEqual({
      domain: 'tenant.example',
      tenant: 'https://tenant.example',
      clientId: 'Abc',
    });
  });

  it('survives a round trip', () => {
    const kept = { domain: 'tenant.example', clientId: 'abc' };
    expect(parseChosenTenant({ ...kept, more: 1 })).toEqual(kept);
  });

  it.each([undefined, null, 'tenant.example', 7, {}, { domain: 'tenant.example' }, { clientId: 'abc' }])(
    'is null if %j is stored',
    (kept) => {
      expect(parseChosenTenant(kept)).toBeNull();
    },
  );

  it.each([
    { domain: 'tenant', clientId: 'abc' },
    { domain: 'tenant.example', clientId: 'a b' },
  ])('is null if the stored value cannot be used: %j', (kept) => {
    expect(parseChosenTenant(kept)).toBeNull();
  });
});

describe('a tenant that can be chosen in a test build', () => {
  it('can be on this computer, and is reached over plain http only there', () => {
    expect(isChoosable('127.0.0.1:4180', 'any')).toBe(true);
    expect(tenantOf({ domain: '127.0.0.1:4180', clientId: 'abc' }).tenant).toBe('http://127.0.0.1:4180');
    expect(tenantOf({ domain: 'tenant.example', clientId: 'abc' }).tenant).toBe('https://tenant.example');
  });
});
