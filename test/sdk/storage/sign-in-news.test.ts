import { describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';
import { createSignInNews, SIGN_IN_NEWS_KEY } from '../../../src/sdk/storage/sign-in-news.ts';

const CLOSED = new LatchkeyError(
  'sign-in-cancelled',
  {},
  {
    cause: new Error('secret-cause'),
  },
);

/** News over a memory that works, but for `changes`. */
function newsOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  return { memory, news: createSignInNews({ ...memory, ...changes }) };
}

const broken = () => Promise.reject(new Error('disk'));

describe('the news of a sign-in', () => {
  it('are none where none failed', async () => {
    expect(await newsOver().news.take()).toBeNull();
  });

  it('are told once', async () => {
    const { news } = newsOver();
    await news.keep(CLOSED);
    expect(await news.take()).toMatchObject({ code: 'sign-in-cancelled' });
    expect(await news.take()).toBeNull();
  });

  it('are none after they were cleared', async () => {
    const { news } = newsOver();
    await news.keep(CLOSED);
    await news.clear();
    expect(await news.take()).toBeNull();
  });

  it('are code and data alone: no cause and no words are stored', async () => {
    const { memory, news } = newsOver();
    await news.keep(CLOSED);
    expect(await memory.get(SIGN_IN_NEWS_KEY)).toEqual({ code: 'sign-in-cancelled', data: {} });
  });

  it.each([
    [7],
    [null],
    ['A sentence.'],
    [{ code: 'other', data: {} }],
    [{ code: 'tenant-failed', data: {} }],
  ])('are none where what was kept is damaged: %j', async (damaged) => {
    const { memory, news } = newsOver();
    await memory.set(SIGN_IN_NEWS_KEY, damaged);
    expect(await news.take()).toBeNull();
    expect(await memory.get(SIGN_IN_NEWS_KEY)).toBeUndefined();
  });
});

describe('a storage that fails', () => {
  it('is told in the log where news could not be kept: the sign-in has failed for another reason', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { news } = newsOver({ set: broken });
    await expect(news.keep(CLOSED)).resolves.toBeUndefined();
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is no news: whoever asks hears that they could not be read', async () => {
    await expect(newsOver({ get: broken }).news.take()).rejects.toThrow('disk');
  });
});

describe('a listener', () => {
  it('hears when there are news, until it is undone', async () => {
    const { news } = newsOver();
    const listener = vi.fn();
    const undo = news.subscribe(listener);
    await news.keep(CLOSED);
    expect(listener).toHaveBeenCalledTimes(1);
    undo();
    await news.keep(new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' }));
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
