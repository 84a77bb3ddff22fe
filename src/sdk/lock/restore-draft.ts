import { isHRDDomain, toggleHRD } from 'auth0-lock/lib/connection/enterprise';
import { getField, setOptionField } from 'auth0-lock/lib/field/index';
import { setUsername } from 'auth0-lock/lib/field/username';
import type { Draft } from '../storage/draft.ts';

/** Returns Lock's state with the parts of a draft that Lock has no option for. Lock must be ready. */
export function restoreDraft(model: LockModel, draft: Draft): LockModel {
  const restored = withCountry(atDirectoryStep(model, draft), draft);
  return draft.step === 'code' ? atCodeStep(restored) : restored;
}

/** Selects the country with its dialing code. Lock's option `defaultLocation` takes only a country, which can have several. */
function withCountry(model: LockModel, { country }: Draft): LockModel {
  for (const option of getField(model, 'location').get('options') ?? []) {
    if (option.get('value') === country) return setOptionField(model, 'location', option);
  }
  return model;
}

/** Opens the user name step of an AD/LDAP connection, which follows an email address of the connection's domain. */
function atDirectoryStep(model: LockModel, { step, identifier, email, username }: Draft): LockModel {
  if (step !== 'signIn' || identifier !== 'username' || email === null || username === null) return model;
  return isHRDDomain(model, email)
    ? setUsername(toggleHRD(model, email), username, 'username', false)
    : model;
}

/**
 * Opens the step for the one-time code. Does the same as `setPasswordlessStarted` of
 * `auth0-lock/lib/connection/passwordless/index`, because importing that module would bundle the whole form for codes.
 */
function atCodeStep(model: LockModel): LockModel {
  return model.setIn(['passwordless', 'transient', 'passwordlessStarted'], true);
}
