import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';
import {
  createRenewalAttemptsStore,
  type KeptAttempts,
  RENEWAL_ATTEMPTS_KEY,
} from '../../../src/sdk/storage/renewal-attempts.ts';
import { NOON, unitSession } from '../../support/unit/session.ts';

const YEAR = 365 * 86_400_000;
const TOKEN = unitSession();

const FAILURE = new LatchkeyError(
  'tenant-failed',
  { domain: 'tenant.example', status: '503' },
  {
    cause: new Error('secret-cause'),
  },
);

const ATTEMPTS: KeptAttempts = {
  failures: 3,
  nextAt: NOON + 120_000,
  notBefore: NOON + 4_000,
  failure: FAILURE,
};

/** What this computer's clock shows. */
let now = NOON;
beforeEach(() => {
  now = NOON;
});

/** Attempts over a memory that works, but for `changes`. */
function attemptsOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  const open = () => createRenewalAttemptsStore({ ...memory, ...changes }, () => now);
  return { memory, attempts: open(), open };
}

const broken = () => Promise.reject(new Error('disk'));

describe('attempts to renew', () => {
  it('are none where there have been none', async () => {
    expect(await attemptsOver().attempts.read(TOKEN)).toBeNull();
  });

  it('are those that were written, also after the script that wrote them has ended', async () => {
    const { attempts, open } = attemptsOver();
    await attempts.write(TOKEN, ATTEMPTS);
    expect(await open().read(TOKEN)).toEqual({ ...ATTEMPTS, failure: expect.any(LatchkeyError) });
  });

  it('are kept without the cause of a failure: it may say more than a storage should', async () => {
    const { memory, attempts } = attemptsOver();
    await attempts.write(TOKEN, ATTEMPTS);
    expect(JSON.stringify(await memory.get(RENEWAL_ATTEMPTS_KEY))).not.toContain('secret-cause');
  });

  it('may be planned without a failure', async () => {
    const { attempts } = attemptsOver();
    await attempts.write(TOKEN, { ...ATTEMPTS, failures: 0, failure: null });
    expect(await attempts.read(TOKEN)).toEqual({ ...ATTEMPTS, failures: 0, failure: null });
  });

  it.each([
    ['another sign-in', unitSession({ id: 'other' })],
    ['tokens that were renewed since', unitSession({ createdAt: NOON + 1 })],
  ])('are of no use to %s', async (_name, token) => {
    const { attempts } = attemptsOver();
    await attempts.write(TOKEN, ATTEMPTS);
    expect(await attempts.read(token)).toBeNull();
  });

  it.each([
    ['a second earlier, as clocks are put right', NOON - 1_000],
    ['a year later', NOON + YEAR],
  ])('are remembered where the clock shows %s', async (_name, later) => {
    const { attempts } = attemptsOver();
    await attempts.write(TOKEN, ATTEMPTS);
    now = later;
    expect(await attempts.read(TOKEN)).toMatchObject({ failures: 3 });
  });

  it('are forgotten where the clock was wrong: else the next one would wait until it is so late again', async () => {
    const { attempts } = attemptsOver();
    now = NOON + YEAR;
    await attempts.write(TOKEN, { ...ATTEMPTS, nextAt: now + 120_000, notBefore: now + 4_000 });
    now = NOON + 3_600_000;
    expect(await attempts.read(TOKEN)).toBeNull();
  });
});

describe('what was kept is no attempts', () => {
  const { id, createdAt } = TOKEN;
  const whole = { id, createdAt, failures: 1, nextAt: NOON, notBefore: NOON, writtenAt: NOON, failure: null };

  it.each([
    [null],
    [7],
    ['attempts'],
    [[]],
    [{}],
    [{ ...whole, failures: '1' }],
    [{ ...whole, nextAt: null }],
    [{ ...whole, notBefore: undefined }],
    [{ ...whole, writtenAt: undefined }],
  ])('where it is damaged: %j', async (damaged) => {
    const { memory, attempts } = attemptsOver();
    await memory.set(RENEWAL_ATTEMPTS_KEY, damaged);
    expect(await attempts.read(TOKEN)).toBeNull();
  });

  it.each([[7], ['no'], [{}], [{ code: 'unheard-of', message: 'No.' }], [{ code: 'tenant-failed' }]])(
    'but for its failure where that is damaged: %j',
    async (failure) => {
      const { memory, attempts } = attemptsOver();
      await memory.set(RENEWAL_ATTEMPTS_KEY, { ...whole, failure });
      expect(await attempts.read(TOKEN)).toMatchObject({ failures: 1, failure: null });
    },
  );
});

describe('a storage that fails', () => {
  it('has no attempts: the next one is made when it was planned', async () => {
    expect(await attemptsOver({ get: broken }).attempts.read(TOKEN)).toBeNull();
  });

  it('is told in the log where attempts could not be kept', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await expect(attemptsOver({ set: broken }).attempts.write(TOKEN, ATTEMPTS)).resolves.toBeUndefined();
    expect(told).toHaveBeenCalledTimes(1);
  });
});
