import { describe, expect, it } from 'vitest';
import {
  isClientId,
  isConnections,
  isDomain,
  isOrganization,
  originOf,
} from '../../../src/sdk/settings/values.ts';

describe('a domain', () => {
  it.each(['example.eu.auth0.com', 'Login.Example.COM', 'localhost:4180', '127.0.0.1:4180'])(
    'can be %s',
    (text) => {
      expect(isDomain(text)).toBe(true);
    },
  );

  it.each([
    '',
    'example',
    'https://a.example',
    'a.example/',
    'a..example',
    'localhost',
    'localhost:0',
    7,
    null,
  ])('cannot be %j', (value) => {
    expect(isDomain(value)).toBe(false);
  });

  it('is reached over https, unless it is on this computer', () => {
    expect(originOf('tenant.example')).toBe('https://tenant.example');
    expect(originOf('localhost:4180')).toBe('http://localhost:4180');
  });
});

it.each([
  [isClientId, 'q5Mt1hXbTTvZ7mdC', ['', 'a b', 'a/b', 7]],
  [isOrganization, 'org_AbC123', ['', 'Org 1', '-a', null]],
  [isOrganization, 'my-company', ['My Company', {}]],
  [isConnections, ['google-oauth2', 'Users'], [['a b'], ['ok', 7], 'google-oauth2', null]],
  [isConnections, [], [[''], {}]],
])('%o accepts %j and rejects %j', (isRight, right, wrong) => {
  expect(isRight(right)).toBe(true);
  expect(wrong.filter((value) => isRight(value))).toEqual([]);
});
