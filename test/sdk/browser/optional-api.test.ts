import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attempt, registerEach, withTimeLimit } from '../../../src/sdk/browser/optional-api.ts';

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

  it.each(FAULTS)('rejects if the API %s', async (_name, call) => {
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
  it.each(FAULTS)('logs the failure and resolves if the API %s', async (_name, call) => {
    const attempted = attempt(call);
    await vi.advanceTimersByTimeAsync(2_000);
    await attempted;
    expect(console.error).toHaveBeenCalledOnce();
  });
});

describe('registerEach', () => {
  it('registers the others if one event is missing', () => {
    const register = vi.fn();
    registerEach([() => missing(), register]);
    expect(register).toHaveBeenCalledOnce();
  });
});
