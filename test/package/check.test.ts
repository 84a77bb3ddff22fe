import { expect, it } from 'vitest';
import { packageViolations } from './built.ts';

it('the packages for embedded sign-in have no violation', async () => {
  expect(await packageViolations('embedded')).toEqual([]);
});
