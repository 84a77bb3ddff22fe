import { describe, expect, it } from 'vitest';
import { isChoosable, parseChosenTenant, tenantOf, tidyDomain } from '../../../src/sdk/settings/tenant.ts';

describe('a domain that was pasted', () => {
  it.each([
    ['example.eu.auth0.com', 'example.eu.auth0.com'],
    [' Example.EU.auth0.com\n', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/authorize?client_id=1#x', 'example.eu.auth0.com'],
    ['HTTP://127.0.0.1:4180', '127.0.0.1:4180'],
    ['', ''],
  ])('%j is meant as %j', (text, domain) => {
    expect(tidyDomain(text)).toBe(domain);
  });
});

describe('a tenant that may be chosen', () => {
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
  ])('is none at %j', (domain) => {
    expect(isChoosable(domain, 'https')).toBe(false);
  });

  it('is spoken to over https, under its name in small letters', () => {
    expect(tenantOf({ domain: 'Tenant.example', clientId: 'Abc' })).toEqual({
      domain: 'tenant.example',
      tenant: 'https://tenant.example',
      clientId: 'Abc',
    });
  });

  it('is read back as it was kept', () => {
    const kept = { domain: 'tenant.example', clientId: 'abc' };
    expect(parseChosenTenant({ ...kept, more: 1 })).toEqual(kept);
  });

  it.each([undefined, null, 'tenant.example', 7, {}, { domain: 'tenant.example' }, { clientId: 'abc' }])(
    'was not chosen where %j was kept',
    (kept) => {
      expect(parseChosenTenant(kept)).toBeNull();
    },
  );

  it.each([
    { domain: 'tenant', clientId: 'abc' },
    { domain: 'tenant.example', clientId: 'a b' },
  ])('was not chosen where what was kept cannot be used: %j', (kept) => {
    expect(parseChosenTenant(kept)).toBeNull();
  });
});

describe('in a build for tests, a tenant that may be chosen', () => {
  it('can be on this computer, and is spoken to over plain http there alone', () => {
    expect(isChoosable('127.0.0.1:4180', 'any')).toBe(true);
    expect(tenantOf({ domain: '127.0.0.1:4180', clientId: 'abc' }).tenant).toBe('http://127.0.0.1:4180');
    expect(tenantOf({ domain: 'tenant.example', clientId: 'abc' }).tenant).toBe('https://tenant.example');
  });
});
