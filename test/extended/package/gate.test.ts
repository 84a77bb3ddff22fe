import { expect, it } from 'vitest';
import { gateFindings } from '../../package/gate-findings.ts';

it.each(['passwordless', 'configurable'] as const)(
  'the packages of a build pass the gate, as the stores get them: %s',
  async (name) => {
    expect(await gateFindings(name)).toEqual([]);
  },
);
