import { describe, expect, it } from 'vitest';
import { errorActions } from '../../src/sdk/error-actions.ts';
import {
  asLatchkeyError,
  ERROR_CODES,
  LatchkeyError,
  parseError,
  serializeError,
  signOutIncomplete,
  tenantFailed,
} from '../../src/sdk/errors.ts';
import { createTranslate, type MessageName } from '../../src/sdk/locales/catalogue.ts';
import { formatChoice } from '../../src/sdk/locales/choice-messages.ts';
import { formatError } from '../../src/sdk/locales/error-messages.ts';
import { ENGLISH } from '../support/texts.ts';
import { domain, ERROR_CASES, ERROR_TABLE } from '../support/unit/every-error.ts';

const translate = createTranslate(ENGLISH);

/** Returns the error that was stored like this. */
function stored(value: unknown): LatchkeyError {
  return parseError(value) ?? expect.fail(`No error: ${JSON.stringify(value)}`);
}

/** Returns the English text of a message with its values. */
function fill(name: MessageName, values: Readonly<Record<string, string>>): string {
  return ENGLISH[name].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

describe.each(ERROR_CASES)('$code ($reason)', ({ stored: value, message, words }) => {
  it('has a message for developers, and one for users', () => {
    const error = stored(value);
    expect(error.message).toBe(message);
    if (words instanceof RegExp) expect(formatError(error, translate)).toMatch(words);
    else expect(formatError(error, translate)).toBe(fill(words, value.data));
  });

  it('is the same after a round trip through storage or a message', () => {
    expect(serializeError(stored(value))).toEqual(value);
  });
});

describe('errorActions', () => {
  it.each(ERROR_CODES)('returns the buttons after %s', (code) => {
    expect(errorActions(code).join(', ')).toBe(ERROR_TABLE[code].actions);
  });
});

describe('parseError', () => {
  it.each([
    [undefined],
    ['tenant-failed'],
    [{}],
    [{ code: 'other', data: {} }],
    [{ code: 'toString', data: {} }],
    [{ code: 'tenant-failed', data: { domain } }],
    [{ code: 'tenant-failed', data: { domain, status: 503 } }],
    [{ code: 'tenant-failed', data: { domain, status: '503', token: 'secret' } }],
    [{ code: 'session-ended', data: {} }],
    [{ code: 'session-ended', data: { reason: 'toString' } }],
    [{ code: 'signed-out', data: { hasSignedUp: 'no' } }],
  ])('returns null for %j', (value) => {
    expect(parseError(value)).toBeNull();
  });
});

describe('an error right after a sign-up', () => {
  it('mentions the sign-up, also after it was stored', () => {
    const error = stored({ code: 'tenant-unreachable', data: { domain, hasSignedUp: 'yes' } });
    const reason = fill('tenantUnreachable', { domain });
    expect(formatError(error, translate)).toBe(fill('signedUp', { reason }));
  });

  it('names what is missing before the user can sign in', () => {
    const data = { reason: 'refused', description: 'Verify your email', hasSignedUp: 'yes' } as const;
    const words = fill('signedUpRefused', { reason: 'Verify your email' });
    expect(formatError(new LatchkeyError('authorization-refused', data), translate)).toBe(words);
  });
});

describe('a custom domain', () => {
  it.each([
    ['login.acme.example', 'AtCustomDomain'],
    ['acme.eu.auth0.com', ''],
    ['localhost:4100', ''],
  ] as const)('is named as a possible reason of an unknown application: %s', async (host, suffix) => {
    const error = new LatchkeyError('client-unknown', { domain: host });
    expect(formatError(error, translate)).toBe(fill(`clientUnknown${suffix}`, { domain: host }));
    expect(await formatChoice({ kind: 'failed', error, field: null })).toBe(
      fill(`clientIdUnknown${suffix}`, { domain: host }),
    );
  });
});

describe('formatChoice', () => {
  it.each([
    [new LatchkeyError('host-not-permitted', { domain }), 'hostAccessBlocked'],
    [new LatchkeyError('settings-invalid', { domain, description: 'they are damaged' }), 'domainNotTenant'],
    [new LatchkeyError('tenant-unreachable', { domain }), 'tenantUnreachable'],
  ] as const)('has a message for a user who chooses a tenant: $code', async (error, name) => {
    expect(await formatChoice({ kind: 'failed', error, field: null })).toBe(fill(name, { domain }));
  });

  it.each([
    [['tenant-session'] as const, 'tenantSessionNotEnded'],
    [['refresh-token'] as const, 'refreshTokenNotRevoked'],
  ] as const)(
    'names what a sign-out from the previous tenant could not end: %s',
    async (failedSteps, name) => {
      const outcome = { kind: 'chosen', connections: [], previousDomain: domain, failedSteps } as const;
      expect(await formatChoice(outcome)).toBe(fill(name, { domain }));
      expect(await formatChoice({ ...outcome, failedSteps: [] })).toBe('');
    },
  );
});

describe('asLatchkeyError', () => {
  it('returns a LatchkeyError unchanged', () => {
    const error = tenantFailed(domain, 503);
    expect(asLatchkeyError(error, 'lock-failed', { reason: 'form' })).toBe(error);
  });

  it.each([[new TypeError('no')], ['no'], [undefined]])('wraps any other thrown value: %s', (cause) => {
    const error = asLatchkeyError(cause, 'lock-failed', { reason: 'form' });
    expect(error).toMatchObject({ code: 'lock-failed', data: { reason: 'form' } });
    expect(error.cause).toBe(cause);
  });
});

describe('signOutIncomplete', () => {
  it.each([
    [['tenant-session'], 'tenant-session'],
    [['refresh-token', 'tenant-session'], 'tenant-session'],
    [['refresh-token'], 'refresh-token'],
  ] as const)('names what the user can do: %j', (failedSteps, reason) => {
    expect(signOutIncomplete(failedSteps, domain).data).toEqual({ reason, domain });
  });
});
