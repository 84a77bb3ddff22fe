/**
 * Lock's state with the step at which the code is typed. What `setPasswordlessStarted` of
 * `auth0-lock/lib/connection/passwordless/index` does: that module would bring the whole form for codes along.
 */
export function atCodeStep(model: LockModel): LockModel {
  return model.setIn(['passwordless', 'transient', 'passwordlessStarted'], true);
}
