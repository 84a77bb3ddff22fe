import { describe, expect, it } from 'vitest';
import {
  isChoosable,
  isClientId,
  isConnections,
  isDomain,
  isOrganization,
  tenantOf,
  tidyDomain,
} from '../../../src/sdk/settings/values.ts';

const isHttpsDomain = (value: unknown): value is string => isChoosable(value, 'https');

it.each([
  [isDomain, 'Login.Example.COM', ['', 'example', 'https://a.example', 'a.example/', 'a..example', 7, null]],
  [isDomain, 'localhost:4180', ['localhost', 'localhost:0', '10.0.0.1', '[::1]', 'tenant.example:8443']],
  [isHttpsDomain, 'example.eu.auth0.com', ['user@a.example', '*.example', '127.0.0.1:4180', undefined]],
  [isClientId, 'q5Mt1hXbTTvZ7mdC', ['', 'a b', 'a/b', 7]],
  [isOrganization, 'org_AbC123', ['', 'Org 1', '-a', null]],
  [isOrganization, 'my-company', ['My Company', {}]],
  [isConnections, ['google-oauth2', 'Users'], [['a b'], ['ok', 7], 'google-oauth2', null]],
  [isConnections, [], [[''], {}]],
])('%o accepts %j and refuses %j', (isValid, valid, invalid) => {
  expect(isValid(valid)).toBe(true);
  expect(invalid.filter((value) => isValid(value))).toEqual([]);
});

describe('tidyDomain', () => {
  it.each([
    [' Example.EU.auth0.com\n', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/authorize?client_id=1#x', 'example.eu.auth0.com'],
    ['HTTP://127.0.0.1:4180', '127.0.0.1:4180'],
    ['', ''],
  ])('of %j returns %j', (text, domain) => {
    expect(tidyDomain(text)).toBe(domain);
  });
});

describe('tenantOf', () => {
  it.each([
    ['Tenant.example', 'https://tenant.example'],
    ['127.0.0.1:4180', 'http://127.0.0.1:4180'],
  ])('returns the lowercase domain and the origin of %s', (domain, tenant) => {
    expect(tenantOf({ domain, clientId: 'Abc' })).toEqual({
      domain: domain.toLowerCase(),
      tenant,
      clientId: 'Abc',
    });
  });
});
