import * as original from 'auth0-lock/lib/engine/classic';
import Immutable from 'immutable';
import { expect, it } from 'vitest';
import * as standIn from '../../../../src/sdk/lock/overrides/classic-engine.ts';

const MODEL: LockModel = Immutable.fromJS({
  core: {
    transient: {
      connections: { enterprise: [{ name: 'works', strategy: 'samlp', domains: ['works.example'] }] },
    },
  },
});

it.each([
  ['ada@works.example', true],
  ['ada@home.example', false],
  ['ada', false],
  ['', false],
])("matchesEnterpriseConnection returns for %s what Lock's engine returns, %s", (address, expected) => {
  expect(original.matchesEnterpriseConnection(MODEL, address)).toBe(expected);
  expect(standIn.matchesEnterpriseConnection(MODEL, address)).toBe(expected);
});
