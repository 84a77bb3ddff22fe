import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createCoalescedRefresh } from '../../src/sdk/coalesce.ts';

/** A promise that the test settles. */
function manual<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Lets everything happen that waits for no test: all settled promises, and what follows from them. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An updater whose readings and showings the test ends one by one. */
function steered() {
  const reads: ReturnType<typeof manual<string>>[] = [];
  const shown: string[] = [];
  const update = createCoalescedRefresh<string>({
    read() {
      const read = manual<string>();
      reads.push(read);
      return read.promise;
    },
    show: (status) => void shown.push(status),
  });
  const answer = async (index: number, status: string) => {
    reads[index]?.resolve(status);
    await settle();
  };
  return { reads, shown, update, answer };
}

describe('a coalesced refresh', () => {
  it('reads and shows once', async () => {
    const { reads, shown, update, answer } = steered();
    const updated = update();
    await answer(0, 'signed-in');
    await updated;
    expect(reads).toHaveLength(1);
    expect(shown).toEqual(['signed-in']);
  });

  it('called during another, reads once more after it, so that an old value never replaces a newer one', async () => {
    const { reads, shown, update, answer } = steered();
    update();
    update();
    await settle();
    expect(reads, 'readings at one time').toHaveLength(1);
    await answer(0, 'old');
    await answer(1, 'new');
    expect(shown).toEqual(['old', 'new']);
  });

  it('called many times during another, reads once more', async () => {
    const { reads, update, answer } = steered();
    update();
    for (let count = 0; count < 100; count++) update();
    await answer(0, 'old');
    await answer(1, 'new');
    expect(reads).toHaveLength(2);
  });

  it('waits until its value is shown before it reads again', async () => {
    const showing = manual<void>();
    const read = vi.fn(async () => 'status');
    const update = createCoalescedRefresh({ read, show: () => showing.promise });
    update();
    await settle();
    update();
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
    showing.resolve();
    await settle();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('resolves for every caller when the last value is shown', async () => {
    const { update, answer } = steered();
    const done: string[] = [];
    update().then(() => done.push('first'));
    update().then(() => done.push('second'));
    await answer(0, 'old');
    expect(done).toEqual([]);
    await answer(1, 'new');
    expect(done).toEqual(['first', 'second']);
  });

  it('is not lost if it is called when another ends', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const { reads, update } = steered();
      update();
      reads[0]?.resolve('old');
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      update();
      await settle();
      expect(reads, `asked ${turns} microtasks after the reading`).toHaveLength(2);
    }
  });
});

describe('a failed show', () => {
  it('rejects, and the next call starts again', async () => {
    const shown: string[] = [];
    const statuses = ['broken', 'fine'];
    const update = createCoalescedRefresh<string>({
      read: async () => statuses.shift() ?? 'none',
      async show(status) {
        if (status === 'broken') throw new Error('not painted');
        shown.push(status);
      },
    });
    await expect(update()).rejects.toThrow('not painted');
    await update();
    expect(shown).toEqual(['fine']);
  });

  it('does not lose a call that came while it ran', async () => {
    const first = manual<void>();
    const shown: string[] = [];
    const statuses = ['old', 'new'];
    const update = createCoalescedRefresh<string>({
      read: async () => statuses.shift() ?? 'none',
      async show(status) {
        if (status === 'old') await first.promise;
        shown.push(status);
      },
    });
    const updated = update();
    await settle();
    update();
    first.reject(new Error('not painted'));
    await updated;
    expect(shown).toEqual(['new']);
  });
});

describe('in any order of events', () => {
  it('the last value shown was read after the last change', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, changes) => {
        let value = 0;
        const shown: number[] = [];
        const update = createCoalescedRefresh<number>({
          read: () => scheduler.schedule(Promise.resolve(value), 'read'),
          show: async (status) => {
            await scheduler.schedule(Promise.resolve(), 'show');
            shown.push(status);
          },
        });
        const asks = Array.from({ length: changes }, () =>
          scheduler.schedule(Promise.resolve(), 'change').then(() => {
            value += 1;
            return update();
          }),
        );
        await scheduler.waitFor(Promise.all(asks));
        expect(shown.at(-1)).toBe(changes);
        expect(shown).toEqual([...shown].sort((one, other) => one - other));
      }),
      { numRuns: 60 },
    );
  });
});
