import { expect, it, vi } from 'vitest';
import { withLock } from '../../../src/sdk/browser/locks.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { settle } from '../../support/unit/settle.ts';

const withLocks = () => void vi.stubGlobal('navigator', { locks: new MemoryLocks() });

it('withLock starts when the previous holder of the same name has finished', async () => {
  withLocks();
  const started: string[] = [];
  const [finished, finish] = promiseOf<void>();
  const start = (name: string) => () => {
    started.push(name);
    return finished;
  };
  void withLock('name', start('first'));
  void withLock('name', start('second'));
  void withLock('other name', start('third'));
  await settle();
  expect(started).toEqual(['first', 'third']);
  finish();
  await settle();
  expect(started).toEqual(['first', 'third', 'second']);
});

it.each([
  ['there are locks', withLocks],
  ['there are none', () => void vi.stubGlobal('navigator', {})],
  ['there is no navigator', () => void vi.stubGlobal('navigator', undefined)],
])('withLock settles as the work does, and the next holder starts, when %s', async (_name, prepare) => {
  prepare();
  const failing = withLock('name', () => Promise.reject(new Error('no')));
  const next = withLock('name', async () => 7);
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe(7);
});
