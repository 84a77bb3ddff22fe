import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { Renewal } from '../../../src/sdk/tenant/renew.ts';
import { renewalEvent } from '../../../src/sdk/tenant/renewal-event.ts';

const renewed: Renewal = {
  kind: 'renewed',
  renewed: { accessToken: 'secret', refreshToken: 'secret', identity: null, expiresIn: 1, scope: null },
};
const failed: Renewal = {
  kind: 'failed',
  error: new LatchkeyError('tenant-failed', { domain: 'secret', status: 'secret' }),
  retry: 'later',
  retryAfter: 1,
  refreshToken: 'secret',
};

describe('an attempt to renew goes down', () => {
  it.each<[Renewal, object]>([
    [renewed, { kind: 'renewed' }],
    [
      { kind: 'ended', end: 'step-required' },
      { kind: 'session-ended', end: 'step-required' },
    ],
    [failed, { kind: 'renewal-failed', code: 'tenant-failed' }],
  ])('by what became of it, without its tokens and words: $kind', (outcome, event) => {
    expect(renewalEvent(outcome)).toEqual(event);
  });
});
