import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attempt, registerEach, withLock, withTimeLimit } from '../../../src/sdk/browser/optional-api.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

const missing: () => Promise<string> = Reflect.get({}, 'missing');

const FAULTS: readonly (readonly [name: string, call: () => Promise<string>])[] = [
  ['is missing', () => missing()],
  [
    'throws',
    () => {
      throw new Error('Not available.');
    },
  ],
  ['rejects', async () => Promise.reject(new Error('Not available.'))],
  ['never settles', () => new Promise(() => {})],
];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => void vi.useRealTimers());

describe('withTimeLimit', () => {
  it('resolves as the API does', async () => {
    await expect(withTimeLimit(async () => 'yes')).resolves.toBe('yes');
  });

  it.each(FAULTS)('rejects when the API %s', async (_name, call) => {
    const rejected = expect(withTimeLimit(call)).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(2_000);
    await rejected;
  });

  it('waits for the given time', async () => {
    const answer = withTimeLimit(() => new Promise((resolve) => setTimeout(resolve, 3_000, 'late')), 4_000);
    await vi.advanceTimersByTimeAsync(3_000);
    await expect(answer).resolves.toBe('late');
  });
});

describe('attempt', () => {
  it.each(FAULTS)('logs the failure and resolves when the API %s', async (_name, call) => {
    const attempted = attempt(call);
    await vi.advanceTimersByTimeAsync(2_000);
    await attempted;
    expect(console.error).toHaveBeenCalledOnce();
  });
});

describe('registerEach', () => {
  it('registers the others when one event is missing', () => {
    const register = vi.fn();
    registerEach([() => missing(), register]);
    expect(register).toHaveBeenCalledOnce();
  });
});

describe('withLock', () => {
  const withLocks = () => void vi.stubGlobal('navigator', { locks: new MemoryLocks() });

  it('starts when the previous holder of the same name has finished', async () => {
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
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['first', 'third']);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['first', 'third', 'second']);
  });

  it.each([
    ['there are locks', withLocks],
    ['there are none', () => void vi.stubGlobal('navigator', {})],
    ['there is no navigator', () => void vi.stubGlobal('navigator', undefined)],
  ])('settles as the work does, and the next holder starts, when %s', async (_name, prepare) => {
    prepare();
    const failing = withLock('name', () => Promise.reject(new Error('no')));
    const next = withLock('name', async () => 7);
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe(7);
  });
});
