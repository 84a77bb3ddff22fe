import { getField, setOptionField } from 'auth0-lock/lib/field/index';

/**
 * Returns Lock's state with the country of the phone number set to `value` (`+49 DE`), or unchanged if Lock doesn't list
 * it. Lock's option `defaultLocation` takes a country alone, and a country can have several dialing codes.
 */
export function withCountry(model: LockModel, value: string): LockModel {
  for (const option of getField(model, 'location').get('options') ?? []) {
    if (option.get('value') === value) return setOptionField(model, 'location', option);
  }
  return model;
}
