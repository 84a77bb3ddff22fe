import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { RENEWAL_ATTEMPTS } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createRenewalAttempts } from '../../../src/sdk/storage/renewal-attempts.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { NOON, unitSession } from '../../support/unit/session.ts';

const YEAR = 365 * 86_400_000;
const TOKEN = unitSession();
const { id, createdAt } = TOKEN;
const DATA = { domain: 'tenant.example', status: '503' };
const FAILURE = new LatchkeyError('tenant-failed', DATA, { cause: new Error('secret-cause') });
const ATTEMPTS = { failures: 3, nextAt: NOON + 120_000, notBefore: NOON + 4_000, failure: FAILURE };

/** Stores of contexts with the given clock, over one storage. */
function open() {
  const storage = memoryStorage();
  return {
    storage,
    at: (now = NOON) => createRenewalAttempts(openItem(RENEWAL_ATTEMPTS, storage), () => now),
  };
}

describe('createRenewalAttempts', () => {
  it('returns what another context wrote, without the cause of the failure', async () => {
    const { storage, at } = open();
    await at().write(TOKEN, ATTEMPTS);
    expect(await at().read(TOKEN)).toMatchObject({ ...ATTEMPTS, failure: expect.any(LatchkeyError) });
    expect(JSON.stringify(await storage.get(RENEWAL_ATTEMPTS.key))).not.toContain('secret-cause');
  });

  it.each([
    ['none for another sign-in', unitSession({ id: 'other' }), NOON, false],
    ['none for tokens that were renewed since', unitSession({ createdAt: NOON + 1 }), NOON, false],
    ['them if the clock was set back by a second', TOKEN, NOON - 1_000, true],
    ['none if the clock was wrong when they were written', TOKEN, NOON - YEAR, false],
  ])('returns %s', async (_name, token, now, isFound) => {
    const { at } = open();
    await at().write(TOKEN, { ...ATTEMPTS, failure: null });
    expect((await at(now).read(token)) !== null).toBe(isFound);
  });

  const whole = { id, createdAt, failures: 1, nextAt: NOON, notBefore: NOON, writtenAt: NOON, failure: null };

  it.each([{ failures: '1' }, { nextAt: null }, { notBefore: undefined }, { writtenAt: undefined }])(
    'returns none if the record is damaged: %j',
    async (damage) => {
      const { storage, at } = open();
      await storage.set(RENEWAL_ATTEMPTS.key, { ...whole, ...damage });
      expect(await at().read(TOKEN)).toBeNull();
    },
  );

  it('returns no failure if its code is unknown', async () => {
    const { storage, at } = open();
    await storage.set(RENEWAL_ATTEMPTS.key, { ...whole, failure: { code: 'unknown', data: {} } });
    expect(await at().read(TOKEN)).toMatchObject({ failures: 1, failure: null });
  });
});
