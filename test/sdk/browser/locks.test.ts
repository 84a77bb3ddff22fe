import { describe, expect, it, vi } from 'vitest';
import { withLock } from '../../../src/sdk/browser/locks.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { settle } from '../../support/unit/settle.ts';

const withLocks = () => void vi.stubGlobal('navigator', { locks: new MemoryLocks() });

/** Two acts that each say when they begin, and end when the test says so. */
function twoActs() {
  const said: string[] = [];
  const ends: (() => void)[] = [];
  const act = (name: string) => () => {
    said.push(name);
    return new Promise<void>((resolve) => void ends.push(resolve));
  };
  return { said, first: act('first'), second: act('second'), endFirst: () => ends[0]?.() };
}

describe('withLock', () => {
  it('starts when the previous holder of the same name has finished', async () => {
    withLocks();
    const { said, first, second, endFirst } = twoActs();
    void withLock('name', first);
    void withLock('name', second);
    await settle();
    expect(said).toEqual(['first']);
    endFirst();
    await settle();
    expect(said).toEqual(['first', 'second']);
  });

  it('starts at once under another name', async () => {
    withLocks();
    const { said, first, second } = twoActs();
    void withLock('name', first);
    void withLock('other name', second);
    await settle();
    expect(said).toEqual(['first', 'second']);
  });

  it('starts when the previous holder has failed', async () => {
    withLocks();
    const failing = withLock('name', () => Promise.reject(new Error('no')));
    const next = withLock('name', async () => 'done');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });

  it.each([
    ['there are locks', withLocks],
    ['there are none', () => void vi.stubGlobal('navigator', {})],
    ['there is no navigator', () => void vi.stubGlobal('navigator', undefined)],
  ])('returns the result or rejects with the error if %s', async (_name, prepare) => {
    prepare();
    await expect(withLock('name', async () => 7)).resolves.toBe(7);
    await expect(withLock('name', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
