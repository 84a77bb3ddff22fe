import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asReason, oneLine, withoutSecrets } from '../../../src/sdk/tenant/foreign-text.ts';

describe('oneLine', () => {
  it.each([
    ['a title and a clear screen', 'a\u001b]0;owned\u0007b\u001b[2J', 'a ]0;owned b [2J'],
    ['a forged line', 'people\r\nok  Everything', 'people ok Everything'],
    ['C1 controls', 'a\u009b31mb\u0085c', 'a 31mb c'],
    ['a reversed text', 'a\u202eb\u2066c\u200fd', 'a b c d'],
    ['invisible characters', '\ufeffa\u200b\u{e0041}b\u2028', 'a b'],
    ['an emoji of several, and Persian', '👩\u200d💻 می\u200cروم', '👩\u200d💻 می\u200cروم'],
  ])('keeps only visible characters: %s', (_name, text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });
});

describe('withoutSecrets', () => {
  it.each([
    'Please verify your email before logging in',
    'Your domain needs an invitation: https://help.acme.example/sign-in/how-to-get-an-invitation#step-2',
    'See https://login.acme-2024.example.com/u/reset-password?lang=en&connection=Username-Password-Authentication',
    'Write to the.service.desk@analytical-engines-of-acme.example',
    'the connection Username-Password-Authentication is not enabled',
    'aVeryLongConnectionNameForTheCompanyAcmeGmbH2024 is disabled',
    'con-2024-eu-west-1-production-a1-customers is disabled',
    'user auth0|64f1c2a9e3b7d80012345678 is not part of the org_a1B2c3D4e5F6g7H8 organization',
    'Tracking ID: 018f3c1e-7a2b-7c3d-9e4f-0123456789ab',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    "Grant type 'http://auth0.com/oauth/grant-type/passwordless/otp' not allowed for the client",
    'Error code: unauthorized_client. Your password: at least 12 characters',
  ])('keeps %s', (sentence) => {
    expect(asReason(`${sentence}.`)).toBe(sentence);
  });

  it('keeps known public values', () => {
    const clientId = 'q5Mt1hXbZ0aK8sWv3yRn7cLd2fGp4jTe';
    expect(withoutSecrets(`Client ${clientId} is not authorized`, [clientId])).toBe(
      `Client ${clientId} is not authorized`,
    );
    expect(withoutSecrets(`Client ${clientId} is not authorized`)).toBe('Client … is not authorized');
  });

  it.each([
    ['a JWT', 'Bad eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl here', 'Bad … here'],
    ['an encrypted JWT', 'Bad eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn', 'Bad …'],
    ['a code', 'Bad code kfQy_9sSgJ0aT4rVb2NcX7LmWd1EhZ', 'Bad code …'],
    ['a short code in its place', 'Unknown code: SplxlOBeZQQYbYS6WxSbIA', 'Unknown code: …'],
    ['a refresh token', 'Unknown v1.MRjzY0Q-9aPbT7vXk2LsWf3DhEuGc5Zn', 'Unknown v1.…'],
    ['a hexadecimal secret', 'Got 0f2c7d9b4e8a1c3d5f60718293a4b5c6d7e8', 'Got …'],
    [
      'the ticket of a link',
      'Open https://x.example/verify?ticket=abcdef&lang=en',
      'Open https://x.example/verify?ticket=…&lang=en',
    ],
    [
      'a token in a fragment',
      'https://x.example/#access_token=hello1&x=1',
      'https://x.example/#access_token=…&x=1',
    ],
    ['a value of JSON', '{"refresh_token":"abcdefgh1234"}', '{"refresh_token":"…"}'],
  ])('cuts %s', (_name, sentence, shown) => {
    expect(withoutSecrets(sentence)).toBe(shown);
  });

  it("cuts Auth0's random values", () => {
    const secrets = Array.from({ length: 500 }, (_, index) =>
      createHash('sha256').update(`${index}`).digest('base64url'),
    );
    expect(secrets.filter((secret) => withoutSecrets(`Bad ${secret} here`).includes(secret))).toEqual([]);
  });

  it('returns one line of limited length', () => {
    expect(withoutSecrets('No.\n\n# Heading.')).toBe('No. # Heading.');
    expect(withoutSecrets('ab '.repeat(1_000)).length).toBeLessThan(310);
  });
});
