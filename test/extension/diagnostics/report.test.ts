import { describe, expect, it } from 'vitest';
import { type Connection, formatReport } from '../../../src/extension/diagnostics/report.ts';
import type { Diagnostics, JournalEvent } from '../../../src/sdk/diagnostics.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { NOON } from '../../support/unit/session.ts';

const HOUR = 3_600_000;

const FACTS: Diagnostics = {
  at: NOON,
  name: 'Latchkey',
  version: '1.2.3',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  session: {
    kind: 'signed-in',
    until: NOON + HOUR,
    scope: 'openid profile',
    renewal: { at: NOON + HOUR / 2, failures: 0 },
  },
  events: [
    { event: { kind: 'background-started' }, at: NOON - 60_000, since: NOON - 60_000, times: 1 },
    { event: { kind: 'signed-in', method: 'form' }, at: NOON - 30_000, since: NOON - 30_000, times: 1 },
  ],
  config: unitConfig(),
  managed: [],
  ignored: [],
  redirectUrl: 'https://hash.extensions.example/',
  origin: 'https://hash.extensions.example',
  permissions: [
    { kind: 'api', name: 'storage', isGranted: true },
    { kind: 'host', name: 'https://tenant.example/*', isGranted: true },
  ],
};

const ANSWER = { kind: 'answered', took: 42, status: 200, isKeySet: true, clockAhead: 0 } as const;
const UNREACHABLE = { kind: 'unreachable', took: 31, isLate: false } as const;
const UNREACHABLE_FIX = 'check the connection, and whether a firewall, a VPN or a blocker is in between.';

const report = (changes: Partial<Diagnostics> = {}, connection: Connection = ANSWER) =>
  formatReport({ ...FACTS, ...changes }, connection);

/** Returns the lines that are not in the report without `changes`. */
function difference(changes: Partial<Diagnostics>, connection?: Connection): string[] {
  const usual = report().split('\n');
  return report(changes, connection)
    .split('\n')
    .filter((line) => !usual.includes(line));
}

it('formats every fact as Markdown', () => {
  expect(report()).toBe(`## Latchkey diagnostics

Created 2031-02-01T12:00:00.000Z.

### Session

- **Status:** signed in
- **Access token ends:** 2031-02-01T13:00:00.000Z
- **Next renewal:** 2031-02-01T12:30:00.000Z
- **Granted scope:** \`openid profile\`
- **Last error:** none

### Events, latest first

- 2031-02-01T11:59:30.000Z signed in, method form
- 2031-02-01T11:59:00.000Z background script started

### Configuration

- **Latchkey:** 1.2.3
- **Browser:** \`Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0\`
- **Domain:** \`tenant.example\`
- **Client ID:** \`unit-client\`
- **Scope:** \`openid profile email offline_access\`
- **Audience:** none
- **API origins:** none
- **Connections:** all of the application
- **Organization:** none
- **Login:** \`embedded\`
- **Logout:** \`tenant\`
- **Silent sign-in:** on
- **Storage:** \`local\`
- **Allowed Callback URLs and Allowed Logout URLs must list:** \`https://hash.extensions.example/\`
- **Allowed Web Origins and Allowed Origins (CORS) must list:** \`https://hash.extensions.example\`

### Permissions

- **storage:** granted
- **https://tenant.example/*:** granted

### Connection

- **Tenant:** \`https://tenant.example\`
- **Result:** status 200 after 42 ms
- **Clock:** correct`);
});

describe('the session', () => {
  const signedIn = { kind: 'signed-in', until: NOON + HOUR, scope: 'openid' } as const;

  it.each<[Diagnostics['session'], string[]]>([
    [{ kind: 'signed-out' }, ['- **Status:** signed out']],
    [
      { kind: 'unreadable' },
      ['- **Status:** the browser could not read the session. Fix: restart the browser.'],
    ],
    [
      { kind: 'expired', since: NOON, end: null },
      [
        '- **Status:** the session has ended. Fix: sign in again in the popup.',
        '- **Ended:** 2031-02-01T12:00:00.000Z',
      ],
    ],
    [
      { kind: 'expired', since: 0, end: 'step-required' },
      [
        '- **Status:** the tenant requires one more step, such as a second factor. Fix: sign in again in the popup.',
      ],
    ],
    [
      { ...signedIn, renewal: null },
      [
        '- **Ends:** 2031-02-01T13:00:00.000Z',
        '- **Next renewal:** none, no refresh token. Fix: in the Auth0 Dashboard, switch on Refresh Token Rotation and the grant Refresh Token of the application, and Allow Offline Access of the API.',
        '- **Granted scope:** `openid`',
      ],
    ],
    [
      { ...signedIn, renewal: { at: NOON, failures: 4 } },
      ['- **Next renewal:** 2031-02-01T12:00:00.000Z; failed attempts: 4', '- **Granted scope:** `openid`'],
    ],
  ])('shows the session: %j', (session, lines) => {
    expect(difference({ session })).toEqual(lines);
  });

  it('shows the missing scope when there is no refresh token', () => {
    const config = unitConfig({ scope: 'openid' });
    expect(report({ session: { ...signedIn, renewal: null }, config })).toContain(
      'Fix: add offline_access to the scope, then in the Auth0 Dashboard switch on',
    );
  });
});

describe('the events', () => {
  it.each<[JournalEvent, text: string, isFailure: boolean]>([
    [{ kind: 'signed-in', method: 'silent' }, 'signed in, method silent', false],
    [{ kind: 'sign-in-failed', code: 'cookies-blocked' }, 'sign-in failed: `cookies-blocked`', true],
    [{ kind: 'renewed' }, 'session renewed', false],
    [{ kind: 'renewal-failed', code: 'tenant-failed' }, 'renewal failed: `tenant-failed`', true],
    [{ kind: 'session-ended', end: 'ended' }, 'session ended: the session has ended', true],
    [{ kind: 'session-key-lost' }, 'the key of the stored session was lost', true],
    [{ kind: 'signed-out', failedSteps: [] }, 'signed out', false],
    [
      { kind: 'signed-out', failedSteps: ['refresh-token', 'tenant-session'] },
      "signed out, but the refresh token could not be revoked, but the tenant's session could not be ended",
      true,
    ],
    [{ kind: 'sign-out-failed', code: 'storage-failed' }, 'sign-out failed: `storage-failed`', true],
    [{ kind: 'storage-failed' }, 'the browser could not read the session', true],
  ])('lists the event, and as the last error if it is a failure: %j', (event, text, isFailure) => {
    const lines = report({ events: [{ event, at: NOON, since: NOON - HOUR, times: 7 }] });
    expect(lines).toContain(
      `\n- 2031-02-01T12:00:00.000Z ${text} (7 times since 2031-02-01T11:00:00.000Z)\n`,
    );
    expect(lines).toContain(`**Last error:** ${isFailure ? `2031-02-01T12:00:00.000Z; ${text}` : 'none'}\n`);
  });

  it.each([
    [[], 'None yet.'],
    [null, 'The events could not be read.'],
  ])('explains why there are none: %j', (events, text) => {
    expect(report({ events })).toContain(`### Events, latest first\n\n${text}\n`);
  });
});

describe('the configuration', () => {
  it('shows which values the administrator has set, and which are ignored', () => {
    const config = unitConfig({ organization: 'org_1', login: 'hosted', connections: ['Users', 'google'] });
    const managed = ['organization', 'connections'] as const;
    expect(difference({ config, managed, ignored: ['logout'] })).toEqual([
      '- **Ignored policy values:** `logout`. Fix: the administrator must correct them.',
      '- **Connections:** `Users google`; set by the administrator',
      '- **Organization:** `org_1`; set by the administrator',
      '- **Login:** `hosted`; because an organization is set',
    ]);
  });

  it.each([
    ['a`b', '`` a`b ``'],
    ['```', '```` ``` ````'],
    [
      'openid\n\n![x](https://evil.example/x)\r\n# Heading',
      '`openid ![x](https://evil.example/x) # Heading`',
    ],
    ['a\u2028b\u0085c\u202ed', '`a b c d`'],
  ])('quotes the value: %s', (audience, quoted) => {
    expect(difference({ config: unitConfig({ audience }) })).toEqual([`- **Audience:** ${quoted}`]);
  });
});

it.each([
  ['api', 'install the extension again, or ask the administrator of the browser.'],
  ['host', "allow it in the browser's settings for this extension."],
] as const)('shows the fix for a missing permission of kind %s', (kind, fix) => {
  const permissions = [{ kind, name: 'missing', isGranted: false }];
  expect(difference({ permissions })).toEqual([`- **missing:** not granted. Fix: ${fix}`]);
});

describe('the connection', () => {
  it.each<[Connection, string]>([
    ['checking', '- **Result:** checking…'],
    ['no-tenant', '- **Result:** no tenant is chosen. Fix: choose one in the options.'],
    [UNREACHABLE, `- **Result:** no answer after 31 ms. Fix: ${UNREACHABLE_FIX}`],
    [
      { ...UNREACHABLE, took: 10_000, isLate: true },
      `- **Result:** no answer within 10 s. Fix: ${UNREACHABLE_FIX}`,
    ],
    [
      { ...ANSWER, status: 503 },
      '- **Result:** status 503 after 42 ms, a failure of the tenant. Fix: try again in a minute.',
    ],
    [
      { ...ANSWER, status: 404 },
      '- **Result:** status 404 after 42 ms, not a tenant. Fix: check AUTH0_DOMAIN.',
    ],
    [
      { ...ANSWER, isKeySet: false },
      '- **Result:** status 200 after 42 ms, not from the tenant. Fix: check whether a proxy or a network sign-in is in between.',
    ],
    [{ ...ANSWER, clockAhead: null }, '- **Clock:** the answer has no time to compare with'],
    [{ ...ANSWER, clockAhead: -20_000 }, '- **Clock:** 20 s behind the tenant'],
    [
      { ...ANSWER, clockAhead: 7_200_000 },
      '- **Clock:** 7200 s ahead of the tenant. Fix: set the clock and time zone of this computer automatically.',
    ],
  ])('shows the result of the check: %j', (connection, line) => {
    expect(difference({}, connection)).toEqual([line]);
  });

  it('refers to the permissions when the tenant is unreachable and its host permission is missing', () => {
    const permissions = [{ kind: 'host', name: 'https://tenant.example/*', isGranted: false }] as const;
    expect(report({ permissions }, UNREACHABLE)).toContain(
      'no answer after 31 ms. Fix: allow the host: see Permissions.',
    );
  });
});
