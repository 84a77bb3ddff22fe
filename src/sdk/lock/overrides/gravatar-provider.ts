/**
 * Overrides `auth0-lock/lib/avatar/gravatar_provider`, which sends a hash of the user's email address to a third party and
 * loads a script from it. Calls back with an error, so that Lock shows no avatar.
 */
type Callback = (error: object) => void;

export function displayName(_email: string, callback: Callback): void {
  callback({});
}

export function url(_email: string, callback: Callback): void {
  callback({});
}
