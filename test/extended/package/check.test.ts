import { expect, it } from 'vitest';
import { packageViolations } from '../../package/built.ts';

it.each(['passwordless', 'configurable'] as const)(
  'the packages of a %s build have no violation',
  async (name) => {
    expect(await packageViolations(name)).toEqual([]);
  },
);
