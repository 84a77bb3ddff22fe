import { initLocation, phoneNumberWithDiallingCode, setPhoneNumber } from 'auth0-lock/lib/field/phone_number';
import Immutable from 'immutable';
import { describe, expect, it } from 'vitest';
import { withCountry } from '../../src/lock/country.ts';

describe('the country of a phone number', () => {
  it.each([
    ['its own', '+49 DE', '+4915112345678'],
    ['one that has several dialing codes', '+1829 DO', '+182915112345678'],
    ['one that Lock no longer lists', '+99 XX', '+115112345678'],
  ])('has the dialing code that Lock sends: %s', (_which, country, sent) => {
    const model = setPhoneNumber(initLocation(Immutable.fromJS({ id: 1 }), 'US'), '15112345678');
    expect(phoneNumberWithDiallingCode(withCountry(model, country))).toBe(sent);
  });
});
