import { beforeEach, describe, expect, it, vi } from 'vitest';
import { USER_ACTIONS } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { createUserActions, type UserActions } from '../../../src/sdk/storage/user-actions.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { settle } from '../../support/unit/settle.ts';

/** Two contexts of one extension. */
let popup: UserActions;
let background: UserActions;

beforeEach(() => {
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  const item = openItem(USER_ACTIONS, memoryStorage());
  popup = createUserActions(item);
  background = createUserActions(item);
});

const yes = async () => 'yes';

describe('an action of the user', () => {
  it.each<[string, (earlier: number) => Promise<unknown>, string | null]>([
    ['nothing else has begun', async () => {}, 'yes'],
    ['a later one has begun and is not completed', () => popup.begin(), 'yes'],
    ['a later one is completed', async () => popup.complete(await popup.begin(), yes), null],
    ['a later one has failed', async () => popup.complete(await popup.begin(), no).catch(() => {}), 'yes'],
    ['it was completed before', (earlier) => background.complete(earlier, yes), 'yes'],
  ])('is completed, or not, if %s', async (_name, happens, result) => {
    const number = await background.begin();
    await happens(number);
    expect(await background.complete(number, yes)).toBe(result);
  });

  it('begins no other one while it is being completed', async () => {
    let finish = () => {};
    const completing = popup.complete(
      await popup.begin(),
      () => new Promise<void>((done) => (finish = done)),
    );
    await settle();
    const later = vi.fn();
    background.begin().then(later);
    await settle();
    expect(later).not.toHaveBeenCalled();
    finish();
    await completing;
    await settle();
    expect(later).toHaveBeenCalledWith(2);
  });
});

describe('what the user did not request', () => {
  it.each<[string, () => Promise<unknown>, string | null]>([
    ['the user has done nothing since', async () => {}, 'yes'],
    ['the user has begun something since', () => popup.begin(), null],
    ['that has failed since', async () => popup.complete(await popup.begin(), no).catch(() => {}), null],
  ])('is done, or not, if %s', async (_name, happens, result) => {
    await popup.begin();
    const latest = await background.latest();
    await happens();
    expect(await background.unlessActed(latest, yes)).toBe(result);
  });
});

it('completes every action if the storage fails', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const fails = () => Promise.reject(new Error('disk'));
  const actions = createUserActions(openItem(USER_ACTIONS, { ...memoryStorage(), get: fails, set: fails }));
  const [first, second] = [await actions.begin(), await actions.begin()];
  expect(await actions.complete(second, yes)).toBe('yes');
  expect(await actions.complete(first, yes)).toBe('yes');
});

function no(): Promise<never> {
  return Promise.reject(new Error('no'));
}
