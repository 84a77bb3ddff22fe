import { describe, expect, it } from 'vitest';
import type { Renewal } from '../../src/auth/renew.ts';
import { renewalEvent } from '../../src/auth/renewal-event.ts';
import { LatchkeyError } from '../../src/errors.ts';

const renewed: Renewal = {
  kind: 'renewed',
  renewed: { accessToken: 'secret', refreshToken: 'secret', identity: null, expiresIn: 1, scope: null },
};
const failed: Renewal = {
  kind: 'failed',
  error: new LatchkeyError('tenant-failed', 'secret'),
  retryAfter: 1,
  refreshToken: 'secret',
};

describe('an attempt to renew goes down', () => {
  it.each<[Renewal, object]>([
    [renewed, { kind: 'renewed' }],
    [{ kind: 'ended' }, { kind: 'session-ended' }],
    [failed, { kind: 'renewal-failed', code: 'tenant-failed' }],
  ])('by what became of it, without its tokens and words: $kind', (outcome, event) => {
    expect(renewalEvent(outcome)).toEqual(event);
  });
});
