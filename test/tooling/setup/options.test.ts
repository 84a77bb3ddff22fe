import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../../src/tooling/build/environment.ts';
import {
  asOption,
  domainOf,
  parseDoctorOptions,
  parseSetupOptions,
  type SetupOptions,
} from '../../../src/tooling/setup/options.ts';

describe('parseSetupOptions', () => {
  it('has a default for each option', () => {
    const none = { help: false, folders: [], values: {}, print: null };
    expect(parseSetupOptions([])).toEqual({ ...none, create: false, yes: false, unchecked: false });
  });

  it.each<[args: string, options: Partial<SetupOptions>]>([
    ['--yes --unchecked', { yes: true, unchecked: true }],
    ['--print terraform', { print: 'terraform' }],
    ['--create', { create: true }],
    ['out/chrome out/firefox', { folders: ['out/chrome', 'out/firefox'] }],
    [
      '--domain https://a.example/ --client-id=abc --api-origins https://b.example',
      {
        values: {
          AUTH0_DOMAIN: 'a.example',
          AUTH0_CLIENT_ID: 'abc',
          AUTH0_API_ORIGINS: 'https://b.example',
        },
      },
    ],
  ])('parses %s', (args, options) => {
    expect(parseSetupOptions(args.split(' '))).toMatchObject(options);
  });

  it.each(['--domian x', '--domain', '--json', '--print pulumi', '--create --client-id x'])(
    'refuses %s',
    (args) => {
      expect(() => parseSetupOptions(args.split(' '))).toThrow(args.split(' ')[0]);
    },
  );
});

it.each(VARIABLES)('both commands take %s as an option', (variable) => {
  const args = asOption(variable, 'x');
  for (const parse of [parseSetupOptions, parseDoctorOptions])
    expect(parse(args).values).toEqual({ [variable]: 'x' });
});

it('parseDoctorOptions parses --json, and no option of the setup', () => {
  expect(parseDoctorOptions(['--json', 'out'])).toMatchObject({ json: true, folders: ['out'] });
  expect(() => parseDoctorOptions(['--create'])).toThrow('--create');
});

it.each([
  ['  example.eu.auth0.com \n', 'example.eu.auth0.com'],
  ['https://example.eu.auth0.com/', 'example.eu.auth0.com'],
  ['https://example.eu.auth0.com/authorize?x=1', 'example.eu.auth0.com'],
  ['example.eu.auth0.com/', 'example.eu.auth0.com'],
  ['http://127.0.0.1:4180', '127.0.0.1:4180'],
  ['no domain', 'no domain'],
])('domainOf(%j) is %j', (given, domain) => {
  expect(domainOf(given)).toBe(domain);
});
