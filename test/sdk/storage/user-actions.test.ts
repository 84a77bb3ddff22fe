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

const succeed = async () => 'done';
const fail = () => Promise.reject(new Error('no'));
const failInPopup = async () => popup.complete(await popup.begin(), fail).catch(() => {});

describe('complete', () => {
  it.each<[string, (earlier: number) => Promise<unknown>, string | null]>([
    ['runs if no other action has begun', async () => {}, 'done'],
    ['runs if a later action is not completed', () => popup.begin(), 'done'],
    ['runs if a later action has failed', failInPopup, 'done'],
    ['runs again', (earlier) => background.complete(earlier, succeed), 'done'],
    [
      'does not run if a later action is completed',
      async () => popup.complete(await popup.begin(), succeed),
      null,
    ],
  ])('%s', async (_name, before, result) => {
    const number = await background.begin();
    await before(number);
    expect(await background.complete(number, succeed)).toBe(result);
  });

  it('lets no other action begin while it runs', async () => {
    let finish = () => {};
    const pending = () => new Promise<void>((resolve) => (finish = resolve));
    const completing = popup.complete(await popup.begin(), pending);
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

  it('runs every action if the storage fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const actions = createUserActions(openItem(USER_ACTIONS, { ...memoryStorage(), get: fail, set: fail }));
    const [first, second] = [await actions.begin(), await actions.begin()];
    expect(await actions.complete(second, succeed)).toBe('done');
    expect(await actions.complete(first, succeed)).toBe('done');
  });
});

describe('unlessActed', () => {
  it.each<[string, () => Promise<unknown>, string | null]>([
    ['runs if the user has done nothing since', async () => {}, 'done'],
    ['does not run if the user has begun an action since', () => popup.begin(), null],
    ['does not run if that action has failed', failInPopup, null],
  ])('%s', async (_name, before, result) => {
    await popup.begin();
    const latest = await background.latest();
    await before();
    expect(await background.unlessActed(latest, succeed)).toBe(result);
  });
});
