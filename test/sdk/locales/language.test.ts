import { expect, it } from 'vitest';
import { inPosition } from '../../../src/sdk/locales/language.ts';

it('values stand in the alphabetical order of their names', () => {
  expect(inPosition({ status: '503', domain: 'tenant.example' })).toEqual(['tenant.example', '503']);
  expect(inPosition()).toEqual([]);
});
