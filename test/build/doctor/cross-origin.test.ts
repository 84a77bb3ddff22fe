import { describe, expect, it } from 'vitest';
import { checkCrossOriginLogin, checkOrigin } from '../../../src/build/doctor/cross-origin.ts';
import { answered } from '../../support/unit-doctor.ts';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const allowed = (origin: string) => answered(204, { headers: { 'access-control-allow-origin': origin } });
const unknownRealm = () =>
  answered(400, { body: { error: 'invalid_request', error_description: 'Unknown realm latchkey-doctor.' } });
const refused = () => answered(403, { body: `Origin ${ORIGIN} is not allowed.` });

const answers = async (preflight: ReturnType<typeof answered>, attempt: ReturnType<typeof answered>) => ({
  origin: ORIGIN,
  preflight: await preflight,
  attempt: await attempt,
});

describe('an origin', () => {
  it('may ask where the tenant names it', async () => {
    expect(checkOrigin(await answers(allowed(ORIGIN), unknownRealm())).kind).toBe('ok');
  });

  it.each(['*', 'https://elsewhere.example', 'null'])('may not where it names %s', async (named) => {
    expect(checkOrigin(await answers(allowed(named), unknownRealm())).kind).toBe('failed');
  });

  it('may not where only the preflight lets everybody through', async () => {
    expect(checkOrigin(await answers(allowed(ORIGIN), refused())).kind).toBe('failed');
  });
});

describe('cross-origin authentication', () => {
  const check = async (attempt: ReturnType<typeof answered>) =>
    checkCrossOriginLogin([await answers(answered(204), refused()), await answers(allowed(ORIGIN), attempt)]);

  it('is on where the connection alone is refused', async () => {
    expect((await check(unknownRealm())).kind).toBe('ok');
  });

  it('is off where the tenant says so', async () => {
    const body = { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' };
    expect((await check(answered(401, { body }))).kind).toBe('failed');
  });

  it.each([{}, '[]', 'words', { error: 'access_denied' }])(
    'is not known where the tenant says %j',
    async (body) => {
      expect((await check(answered(403, { body }))).kind).toBe('unknown');
    },
  );
});
