/**
 * Stands in for `auth0-lock/lib/avatar/gravatar_provider`, which would tell a third party, by a script, whose
 * address is being typed. Responses that there is no picture.
 */
type Callback = (error: object) => void;

export function displayName(_email: string, callback: Callback): void {
  callback({});
}

export function url(_email: string, callback: Callback): void {
  callback({});
}
