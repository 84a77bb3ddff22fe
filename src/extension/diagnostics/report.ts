import {
  CLOCK_TOLERANCE,
  type Config,
  type Diagnostics,
  type Forecast,
  isServerError,
  type JournalEntry,
  type JournalEvent,
  type ManagedName,
  oneLine,
  type Permission,
  type TenantCheck,
} from 'latchkey/diagnostics';
import { formatDuration, line, listed, quoted, section, utc, withFix } from './markdown.ts';

/** The result of the connection check, or why there is none yet. */
export type Connection = TenantCheck | 'checking' | 'no-tenant';

/** Smaller clock differences can be caused by the network delay. In milliseconds. */
const CLOCK_NOISE = 5_000;

/** Returns the report in Markdown (CommonMark), in English, for the user's support contact. Times are UTC. */
export function formatReport(facts: Diagnostics, connection: Connection): string {
  return [
    `## ${oneLine(facts.name)} diagnostics`,
    `Created ${utc(facts.at)}.`,
    section('Session', [...sessionLines(facts.session, facts.config), lastError(facts)]),
    section('Events, latest first', eventLines(facts.events)),
    section('Configuration', configurationLines(facts)),
    section('Permissions', facts.permissions.map(permissionLine)),
    section('Connection', connectionLines(connection, facts)),
  ].join('\n\n');
}

function sessionLines(session: Forecast, { scope }: Config): string[] {
  switch (session.kind) {
    case 'signed-out':
      return [line('Status', 'signed out')];
    case 'unreadable':
      return [withFix(line('Status', 'the browser could not read the session'), 'restart the browser.')];
    case 'expired': {
      const status = withFix(line('Status', ENDS[session.end ?? 'ended']), 'sign in again in the popup.');
      // The events show the time of a refusal.
      return session.end === null ? [status, line('Ended', utc(session.since))] : [status];
    }
    case 'signed-in':
      return [
        line('Status', 'signed in'),
        ...renewalLines(session, scope),
        line('Granted scope', quoted(session.scope)),
      ];
  }
}

const ENDS = {
  ended: 'the session has ended',
  'sign-in-required': 'the tenant requires a new sign-in',
  'step-required': 'the tenant requires one more step, such as a second factor',
  'settings-changed': 'the sign-in settings have changed',
} as const satisfies Record<Extract<JournalEvent, { kind: 'session-ended' }>['end'], string>;

function renewalLines({ until, renewal }: Extract<Forecast, { kind: 'signed-in' }>, scope: string): string[] {
  if (renewal !== null) {
    const { at, failures } = renewal;
    return [
      line('Access token ends', utc(until)),
      line('Next renewal', utc(at), ...(failures === 0 ? [] : [`failed attempts: ${failures}`])),
    ];
  }
  // A refresh token requires this scope (OpenID Connect Core section 11) and these settings.
  const start = scope.split(' ').includes('offline_access')
    ? 'in the Auth0 Dashboard,'
    : 'add offline_access to the scope, then in the Auth0 Dashboard';
  const fix = `${start} switch on Refresh Token Rotation and the grant Refresh Token of the application, and Allow Offline Access of the API.`;
  return [line('Ends', utc(until)), withFix(line('Next renewal', 'none, no refresh token'), fix)];
}

function lastError({ events }: Diagnostics): string {
  const last = events?.findLast(({ event }) => isFailure(event));
  return line('Last error', ...(last === undefined ? ['none'] : [utc(last.at), formatEvent(last.event)]));
}

function eventLines(events: Diagnostics['events']): string[] {
  if (events === null) return ['The events could not be read.'];
  if (events.length === 0) return ['None yet.'];
  return events.toReversed().map(eventLine);
}

function eventLine({ event, at, since, times }: JournalEntry): string {
  const often = times === 1 ? '' : ` (${times} times since ${utc(since)})`;
  return `- ${utc(at)} ${formatEvent(event)}${often}`;
}

/** Returns an event as text, with the code of its error. */
function formatEvent(event: JournalEvent): string {
  switch (event.kind) {
    case 'background-started':
      return 'background script started';
    case 'signed-in':
      return `signed in, method ${event.method}`;
    case 'sign-in-failed':
      return `sign-in failed: ${quoted(event.code)}`;
    case 'renewed':
      return 'session renewed';
    case 'renewal-failed':
      return `renewal failed: ${quoted(event.code)}`;
    case 'session-ended':
      return `session ended: ${ENDS[event.end]}`;
    case 'session-key-lost':
      return 'the key of the stored session was lost';
    case 'signed-out':
      return ['signed out', ...event.failedSteps.map((step) => FAILED_STEPS[step])].join(', ');
    case 'sign-out-failed':
      return `sign-out failed: ${quoted(event.code)}`;
    case 'storage-failed':
      return 'the browser could not read the session';
  }
}

const FAILED_STEPS = {
  'refresh-token': 'but the refresh token could not be revoked',
  'tenant-session': "but the tenant's session could not be ended",
} as const;

function isFailure(event: JournalEvent): boolean {
  if (event.kind === 'signed-out') return event.failedSteps.length > 0;
  return !['background-started', 'signed-in', 'renewed'].includes(event.kind);
}

function configurationLines(facts: Diagnostics): string[] {
  const { config, managed, ignored } = facts;
  const by = (name: ManagedName) => (managed.includes(name) ? ['set by the administrator'] : []);
  const login = config.organization === null ? [] : ['because an organization is set'];
  const ignoredNames = line('Ignored policy values', ...ignored.map(quoted));
  return [
    // Names only, because the values could be any text.
    ...(ignored.length === 0 ? [] : [withFix(ignoredNames, 'the administrator must correct them.')]),
    line(facts.name, facts.version),
    line('Browser', quoted(facts.userAgent)),
    line('Domain', listed([config.domain]), ...by('domain')),
    line('Client ID', listed([config.clientId]), ...by('clientId')),
    line('Scope', quoted(config.scope)),
    line('Audience', listed([config.audience ?? ''])),
    line('API origins', listed(config.apiOrigins)),
    line('Connections', listed(config.connections, 'all of the application'), ...by('connections')),
    line('Organization', listed([config.organization ?? '']), ...by('organization')),
    line('Login', quoted(config.login), ...login),
    line('Logout', quoted(config.logout), ...by('logout')),
    line('Silent sign-in', config.silent ? 'on' : 'off', ...by('silent')),
    line('Storage', quoted(config.storage)),
    line('Allowed Callback URLs and Allowed Logout URLs must list', quoted(facts.redirectUrl)),
    line('Allowed Web Origins and Allowed Origins (CORS) must list', quoted(facts.origin)),
  ];
}

function permissionLine({ kind, name, isGranted }: Permission): string {
  if (isGranted) return line(name, 'granted');
  const fix =
    kind === 'host'
      ? "allow it in the browser's settings for this extension."
      : 'install the extension again, or ask the administrator of the browser.';
  return withFix(line(name, 'not granted'), fix);
}

function connectionLines(connection: Connection, facts: Diagnostics): string[] {
  if (connection === 'no-tenant')
    return [withFix(line('Result', 'no tenant is chosen'), 'choose one in the options.')];
  const address = line('Tenant', quoted(facts.config.tenant));
  if (connection === 'checking') return [address, line('Result', 'checking…')];
  return connection.kind === 'unreachable'
    ? [address, unreachableLine(connection, facts.permissions)]
    : [address, answerLine(connection), clockLine(connection.clockAhead)];
}

function unreachableLine(
  { isLate, took }: Extract<TenantCheck, { kind: 'unreachable' }>,
  permissions: readonly Permission[],
): string {
  const result = line('Result', `no answer ${isLate ? 'within' : 'after'} ${formatDuration(took)}`);
  const isPermitted = permissions.every(({ kind, isGranted }) => kind === 'api' || isGranted);
  const fix = isPermitted
    ? 'check the connection, and whether a firewall, a VPN or a blocker is in between.'
    : 'allow the host: see Permissions.';
  return withFix(result, fix);
}

function answerLine({ status, isKeySet, took }: Extract<TenantCheck, { kind: 'answered' }>): string {
  const result = line('Result', `status ${status} after ${formatDuration(took)}`);
  if (isServerError(status)) return withFix(`${result}, a failure of the tenant`, 'try again in a minute.');
  // A tenant never refuses a request for its key set, so a refusal other than 404 comes from something in between.
  if (status === 404) return withFix(`${result}, not a tenant`, 'check AUTH0_DOMAIN.');
  if (status < 400 && isKeySet) return result;
  return withFix(
    `${result}, not from the tenant`,
    'check whether a proxy or a network sign-in is in between.',
  );
}

function clockLine(ahead: number | null): string {
  if (ahead === null) return line('Clock', 'the answer has no time to compare with');
  if (Math.abs(ahead) < CLOCK_NOISE) return line('Clock', 'correct');
  const difference = line(
    'Clock',
    `${formatDuration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the tenant`,
  );
  if (Math.abs(ahead) <= CLOCK_TOLERANCE * 1000) return difference;
  return withFix(difference, 'set the clock and time zone of this computer automatically.');
}
