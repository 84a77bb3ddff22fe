/**
 * Replaces `auth0-lock/lib/avatar/gravatar_provider`, which sends the typed email address to a third party by a
 * script. Reports that there is no picture.
 */
type Callback = (error: object) => void;

export function displayName(_email: string, callback: Callback): void {
  callback({});
}

export function url(_email: string, callback: Callback): void {
  callback({});
}
