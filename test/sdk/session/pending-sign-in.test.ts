import { describe, expect, it } from 'vitest';
import { parsePendingSignIn } from '../../../src/sdk/session/pending-sign-in.ts';

const PENDING = {
  ...{ tabId: 7, domain: 'tenant.example', clientId: 'unit-client' },
  ...{ verifier: 'unit-verifier', state: 'unit-state', nonce: 'unit-nonce' },
};

describe('a sign-in that goes on in a tab', () => {
  it('is read back as it was, and nothing beside it', () => {
    expect(parsePendingSignIn({ ...PENDING, more: 1 })).toEqual(PENDING);
  });

  it.each(['tabId', 'domain', 'clientId', 'verifier', 'state', 'nonce'])('is none without its %s', (name) => {
    expect(parsePendingSignIn({ ...PENDING, [name]: undefined })).toBeNull();
  });

  it.each([[undefined], [null], [7], ['pending'], [[]]])('is none where %j was stored', (stored) => {
    expect(parsePendingSignIn(stored)).toBeNull();
  });
});
