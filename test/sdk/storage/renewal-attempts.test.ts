import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { RENEWAL_ATTEMPTS } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createRenewalAttempts } from '../../../src/sdk/storage/renewal-attempts.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { NOON, unitSession } from '../../support/unit/session.ts';

const YEAR = 365 * 86_400_000;
const TOKEN = unitSession();
const FAILURE = new LatchkeyError(
  'tenant-failed',
  { domain: 'tenant.example', status: '503' },
  { cause: new Error('secret-cause') },
);
const ATTEMPTS = { failures: 3, nextAt: NOON + 120_000, notBefore: NOON + 4_000, failure: FAILURE };

/** Stores of contexts that look at their clock at the given time, over one storage. */
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
    expect(await at().read(TOKEN)).toEqual({ ...ATTEMPTS, failure: expect.any(LatchkeyError) });
    expect(JSON.stringify(await storage.get(RENEWAL_ATTEMPTS.key))).not.toContain('secret-cause');
  });

  it('stores a plan without a failure', async () => {
    const { at } = open();
    await at().write(TOKEN, { ...ATTEMPTS, failures: 0, failure: null });
    expect(await at().read(TOKEN)).toEqual({ ...ATTEMPTS, failures: 0, failure: null });
  });

  it.each([
    ['none for another sign-in', unitSession({ id: 'other' }), NOON, false],
    ['none for tokens that were renewed since', unitSession({ createdAt: NOON + 1 }), NOON, false],
    ['them if the clock was set back by a second', TOKEN, NOON - 1_000, true],
    ['them a year later', TOKEN, NOON + YEAR, true],
    ['none if the clock was wrong when they were written', TOKEN, NOON - YEAR, false],
  ])('returns %s', async (_name, token, now, isFound) => {
    const { at } = open();
    await at().write(TOKEN, ATTEMPTS);
    expect((await at(now).read(token)) !== null).toBe(isFound);
  });

  const { id, createdAt } = TOKEN;
  const whole = { id, createdAt, failures: 1, nextAt: NOON, notBefore: NOON, writtenAt: NOON, failure: null };

  it.each([
    [{ ...whole, failures: '1' }],
    [{ ...whole, nextAt: null }],
    [{ ...whole, notBefore: undefined }],
    [{ ...whole, writtenAt: undefined }],
  ])('returns none of a damaged record: %j', async (damaged) => {
    const { storage, at } = open();
    await storage.set(RENEWAL_ATTEMPTS.key, damaged);
    expect(await at().read(TOKEN)).toBeNull();
  });

  it.each([[7], [{}], [{ code: 'unheard-of', data: {} }]])(
    'returns a record without its failure if the failure is damaged: %j',
    async (failure) => {
      const { storage, at } = open();
      await storage.set(RENEWAL_ATTEMPTS.key, { ...whole, failure });
      expect(await at().read(TOKEN)).toMatchObject({ failures: 1, failure: null });
    },
  );
});
