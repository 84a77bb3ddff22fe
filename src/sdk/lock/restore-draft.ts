import { isHRDDomain, toggleHRD } from 'auth0-lock/lib/connection/enterprise';
import { getField, setOptionField } from 'auth0-lock/lib/field/index';
import { setUsername } from 'auth0-lock/lib/field/username';
import type { Draft } from '../storage/draft.ts';

/** Returns Lock's state with the parts of a draft for which Lock has no option. Lock must be ready. */
export function restoreDraft(model: LockModel, draft: Draft): LockModel {
  const restored = withCountry(atDirectoryStep(model, draft), draft);
  return draft.step === 'code' ? atCodeStep(restored) : restored;
}

/** Lock's option `defaultLocation` takes a country alone, and a country can have several dialing codes. */
function withCountry(model: LockModel, { country }: Draft): LockModel {
  for (const option of getField(model, 'location').get('options') ?? []) {
    if (option.get('value') === country) return setOptionField(model, 'location', option);
  }
  return model;
}

/** The step for the user name of an AD/LDAP connection, which comes after an address of its domain. */
function atDirectoryStep(model: LockModel, { step, identifier, email, username }: Draft): LockModel {
  if (step !== 'signIn' || identifier !== 'username' || email === null || username === null) return model;
  return isHRDDomain(model, email)
    ? setUsername(toggleHRD(model, email), username, 'username', false)
    : model;
}

/**
 * The step for the code. What `setPasswordlessStarted` of `auth0-lock/lib/connection/passwordless/index` does: that module
 * would bring the whole form for codes along.
 */
function atCodeStep(model: LockModel): LockModel {
  return model.setIn(['passwordless', 'transient', 'passwordlessStarted'], true);
}
