import { expect, it } from 'vitest';
import * as sentences from '../../../src/extension/popup/sentences.ts';
import { tenantUnreachable } from '../../../src/sdk/errors.ts';

it('a form that could not be had after a sign-out does not hide that the sign-out worked', () => {
  expect(sentences.signedOutHere(tenantUnreachable('tenant.example', null))).toBe(
    'You are signed out. tenant.example could not be reached. Check your connection and try again.',
  );
});
