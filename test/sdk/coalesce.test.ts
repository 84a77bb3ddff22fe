import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCoalescedRefresh } from '../../src/sdk/coalesce.ts';
import { promiseOf } from '../support/promise-of.ts';

/** Resolves when all settled promises, and those that follow from them, have been handled. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A refresh whose reads the test ends one by one. Shows each value, and throws for `broken`. */
function manualRefresh() {
  const reads: ((value: string) => void)[] = [];
  const shown: string[] = [];
  const refresh = createCoalescedRefresh<string>({
    read() {
      const [read, finish] = promiseOf<string>();
      reads.push(finish);
      return read;
    },
    async show(value) {
      if (value === 'broken') throw new Error('not painted');
      shown.push(value);
    },
  });
  const finishRead = async (index: number, value: string) => {
    reads[index]?.(value);
    await settle();
  };
  return { reads, shown, refresh, finishRead };
}

describe('createCoalescedRefresh', () => {
  it('reads once more, after the run, when it is called any number of times during it', async () => {
    const { reads, shown, refresh, finishRead } = manualRefresh();
    const done: string[] = [];
    refresh().then(() => done.push('first'));
    for (let count = 0; count < 100; count++) void refresh();
    refresh().then(() => done.push('last'));
    await settle();
    expect(reads).toHaveLength(1);
    await finishRead(0, 'old');
    expect(done).toEqual([]);
    await finishRead(1, 'new');
    expect(shown).toEqual(['old', 'new']);
    expect(done).toEqual(['first', 'last']);
    expect(reads).toHaveLength(2);
  });

  it('reads again when it is called in any microtask at the end of a run', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const { reads, refresh } = manualRefresh();
      void refresh();
      reads[0]?.('old');
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      void refresh();
      await settle();
      expect(reads, `after ${turns} microtasks`).toHaveLength(2);
    }
  });

  it('rejects when the last run fails, and can run again', async () => {
    const { shown, refresh, finishRead } = manualRefresh();
    const rejects = expect(refresh()).rejects.toThrow('not painted');
    await finishRead(0, 'broken');
    await rejects;
    const refreshed = refresh();
    await finishRead(1, 'new');
    await refreshed;
    expect(shown).toEqual(['new']);
  });

  it('ignores the failure of a run when another one follows', async () => {
    const { shown, refresh, finishRead } = manualRefresh();
    const refreshed = refresh();
    void refresh();
    await finishRead(0, 'broken');
    await finishRead(1, 'new');
    await refreshed;
    expect(shown).toEqual(['new']);
  });

  it('shows the value of the last change at the end, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, changes) => {
        let value = 0;
        const shown: number[] = [];
        const refresh = createCoalescedRefresh<number>({
          read: () => scheduler.schedule(Promise.resolve(value), 'read'),
          show: async (latest) => {
            await scheduler.schedule(Promise.resolve(), 'show');
            shown.push(latest);
          },
        });
        const calls = Array.from({ length: changes }, () =>
          scheduler.schedule(Promise.resolve(), 'change').then(() => {
            value += 1;
            return refresh();
          }),
        );
        await scheduler.waitFor(Promise.all(calls));
        expect(shown.at(-1)).toBe(changes);
        expect(shown).toEqual([...shown].sort((one, other) => one - other));
      }),
      { numRuns: 60 },
    );
  });
});
