import { describe, expect, it } from 'vitest';
import {
  checkCrossOriginLogin,
  checkOrigin,
  checkWebOrigin,
} from '../../../src/tooling/doctor/cross-origin.ts';
import { response } from '../../support/unit/doctor.ts';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const unknownRealm = () =>
  response(400, { body: { error: 'invalid_request', error_description: 'Unknown realm latchkey-doctor.' } });
const refused = () => response(403, { body: `Origin ${ORIGIN} is not allowed.` });

const attempted = async (attempt: ReturnType<typeof response>) => ({
  origin: ORIGIN,
  attempt: await attempt,
});

describe('a web origin', () => {
  it('is listed where the tenant refuses something else', async () => {
    expect(checkWebOrigin(await attempted(unknownRealm())).kind).toBe('ok');
  });

  it('is missing where the tenant refuses the origin, whatever CORS headers it sends', async () => {
    const body = `Origin ${ORIGIN} is not allowed.`;
    const headers = { 'access-control-allow-origin': ORIGIN };
    expect(checkWebOrigin(await attempted(response(403, { body, headers })))).toMatchObject({
      kind: 'failed',
      fix: { field: 'Application URIs > Allowed Web Origins', value: ORIGIN },
    });
  });
});

describe('a CORS origin', () => {
  const check = async (named?: string) =>
    checkOrigin(
      ORIGIN,
      await response(403, {
        body: { error: 'invalid_grant' },
        headers: named === undefined ? {} : { 'access-control-allow-origin': named },
      }),
    );

  it.each([ORIGIN, '*'])('is listed where the tenant names %s', async (named) => {
    expect((await check(named)).kind).toBe('ok');
  });

  it.each([undefined, 'https://elsewhere.example', 'null'])('is missing where it names %s', async (named) => {
    expect(await check(named)).toMatchObject({
      kind: 'failed',
      fix: { field: 'Cross-Origin Authentication > Allowed Origins (CORS)', value: ORIGIN },
    });
  });
});

it('is not blamed on the application where something in between answers', async () => {
  const blocked = await response(403, { body: '<h1>Blocked</h1>' });
  expect(checkOrigin(ORIGIN, blocked).kind).toBe('skipped');
  expect(checkWebOrigin({ origin: ORIGIN, attempt: blocked }).kind).toBe('skipped');
});

describe('cross-origin authentication', () => {
  const check = async (attempt: ReturnType<typeof response>) =>
    checkCrossOriginLogin([await attempted(refused()), await attempted(attempt)]);

  it('is on where the connection alone is refused', async () => {
    expect((await check(unknownRealm())).kind).toBe('ok');
  });

  it('is off where the tenant says so', async () => {
    const body = { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' };
    expect((await check(response(401, { body }))).kind).toBe('failed');
  });

  it.each([{}, '[]', 'words', { error: 'access_denied' }])(
    'is not known where the tenant says %j',
    async (body) => {
      expect((await check(response(403, { body }))).kind).toBe('skipped');
    },
  );
});
