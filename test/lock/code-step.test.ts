import { setPasswordlessStarted } from 'auth0-lock/lib/connection/passwordless/index';
import Immutable from 'immutable';
import { describe, expect, it } from 'vitest';
import { atCodeStep } from '../../src/lock/code-step.ts';

describe('the step at which a code is typed', () => {
  it.each([
    ['at the beginning', {}],
    [
      'before a code was sent',
      { id: 1, passwordless: { send: 'code', transient: { passwordlessStarted: false } } },
    ],
  ])("is what Lock's own function makes of its state %s", (_when, state) => {
    const model: LockModel = Immutable.fromJS(state);
    const stepped = atCodeStep(model);
    expect(Immutable.is(stepped, model)).toBe(false);
    expect(Immutable.is(stepped, setPasswordlessStarted(model, true))).toBe(true);
  });
});
