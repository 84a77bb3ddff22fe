import { expect, it } from 'vitest';
import { toJson } from '../../../src/sdk/storage/json.ts';

const circle: unknown[] = [];
circle.push(circle);

it.each([[null], [false], [0], [''], ['é ✓'], [[1, [null]]], [{ a: { b: [] } }]])(
  'JSON holds %j',
  (value) => {
    expect(JSON.parse(toJson(value))).toEqual(value);
  },
);

it.each([
  ['undefined', undefined],
  ['a function', () => {}],
  ['a symbol', Symbol('x')],
  ['a BigInt', 1n],
  ['a circle', circle],
])('JSON does not hold %s', (_name, value) => {
  expect(() => toJson(value)).toThrow(TypeError);
});
