import { isHRDActive } from 'auth0-lock/lib/connection/enterprise';
import { setPasswordlessStarted } from 'auth0-lock/lib/connection/passwordless/index';
import { initLocation, phoneNumberWithDiallingCode, setPhoneNumber } from 'auth0-lock/lib/field/phone_number';
import Immutable from 'immutable';
import { describe, expect, it } from 'vitest';
import { restoreDraft } from '../../../src/sdk/lock/restore-draft.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';

const restore = (model: LockModel, changes: Partial<Draft>) =>
  restoreDraft(model, { ...EMPTY_DRAFT, ...changes });

describe('the country of a phone number', () => {
  it.each([
    ['its own', '+49 DE', '+4915112345678'],
    ['one that has several dialing codes', '+1829 DO', '+182915112345678'],
    ['one that Lock does not list', '+99 XX', '+115112345678'],
    ['none', null, '+115112345678'],
  ])('has the dialing code that Lock sends: %s', (_which, country, sent) => {
    const model = setPhoneNumber(initLocation(Immutable.fromJS({ id: 1 }), 'US'), '15112345678');
    expect(phoneNumberWithDiallingCode(restore(model, { country }))).toBe(sent);
  });
});

describe('the step for a code', () => {
  it.each([
    ['at the beginning', {}],
    ['before a code was sent', { passwordless: { send: 'code', transient: { passwordlessStarted: false } } }],
  ])("matches Lock's own function for its state %s", (_when, state) => {
    const model: LockModel = Immutable.fromJS({ id: 1, ...state });
    const restored = restore(model, { step: 'code' });
    expect(Immutable.is(restored, model)).toBe(false);
    expect(Immutable.is(restored, setPasswordlessStarted(model, true))).toBe(true);
  });
});

describe('the step for the user name of an AD/LDAP connection', () => {
  const directory = { name: 'corp-ad', strategy: 'ad', type: 'enterprise', domains: ['corp.example'] };
  const connections = { database: [], enterprise: [directory], passwordless: [], social: [], unknown: [] };
  const model: LockModel = Immutable.fromJS({ id: 1, core: { transient: { connections } } });
  const typed: Partial<Draft> = {
    email: 'ada@corp.example',
    username: 'CORP\\ada',
    identifier: 'username',
  };

  it('is restored with the user name as it was typed', () => {
    const restored = restore(model, typed);
    expect(isHRDActive(restored)).toBe(true);
    expect(restored.getIn(['field', 'username', 'value'])).toBe('CORP\\ada');
  });

  it.each<[string, Partial<Draft>]>([
    ['the address was changed last', { identifier: 'email' }],
    ['the address belongs to no directory', { email: 'ada@example.com' }],
    ['the form was at the sign-up', { step: 'signUp' }],
  ])('is not restored if %s', (_when, changes) => {
    expect(restore(model, { ...typed, ...changes })).toBe(model);
  });
});
