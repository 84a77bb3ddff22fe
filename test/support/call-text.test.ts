import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { callText } from './call-text.ts';

it('calls the function with its arguments where nothing else of its module is', () => {
  const sum = (numbers: number[], more: { by: number }) => {
    const add = (a: number, b: number) => a + b;
    return numbers.reduce(add, more.by);
  };

  expect(runInNewContext(callText(sum, [[1, 2, 3], { by: 4 }]))).toBe(10);
});

it('brings along the helper that esbuild puts around named functions', () => {
  const named = Object.assign(() => undefined, { toString: () => '() => __name(() => 7, "seven")()' });

  expect(runInNewContext(callText(named, []))).toBe(7);
});
