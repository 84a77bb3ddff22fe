import { config } from '../extension/config.ts';
import { createAuthorizedFetch } from './authorized-fetch.ts';
import { send } from './browser/messages.ts';
import { atMoment } from './browser/timer.ts';
import { createUpdater } from './coalesce.ts';
import { LatchkeyError, signedOut } from './errors.ts';
import type { User } from './session/session.ts';
import type { SessionStatus } from './session/status.ts';
import { createReadOnlySessionStore } from './storage/open-session-store.ts';
import { subscribeSettings } from './storage/settings-store.ts';

/**
 * What the rest of an extension may do with the session: the same in the background, the popup, an options page and
 * a side panel. Content scripts use `sdk/content.ts`. The refresh token is not to be had here.
 */

export type { User };

/** Where a sign-in begins. */
export interface SignInOptions {
  /** Name of the connection to go to at once, such as `google-oauth2`. */
  readonly connection?: string;
  /** The e-mail address or user name to begin with. */
  readonly loginHint?: string;
}

/** Marked as pure, so that the background, which reads it in another way, is built without it. */
const session = /* @__PURE__ */ createReadOnlySessionStore(config);

/**
 * Who is signed in, or `null`. Rejects with `storage-failed` if that cannot be told.
 *
 * @example
 * const user = await getUser();
 * greeting.textContent = user === null ? 'Hello' : `Hello, ${user.name ?? user.email}`;
 */
export async function getUser(): Promise<User | null> {
  return userOf(await session.status());
}

/**
 * An access token, renewed first where it has less than a minute, or a tenth of a shorter life, to go; where that is not
 * possible, it is the one that there is, to its last second. Rejects with `signed-out`, with `session-ended` (the user
 * must sign in again), with `interaction-required` (the user must continue in a window: call `signIn` from a user
 * gesture), with `storage-failed`, or with why it could not be renewed (`tenant-unreachable`, `tenant-failed`: try again
 * later). Do not keep it: ask again each time.
 *
 * @example
 * const socket = new WebSocket('wss://api.example.com/live', ['bearer', await getAccessToken()]);
 */
export async function getAccessToken(): Promise<string> {
  return (await send({ type: 'access-token' })).accessToken;
}

/**
 * `fetch` with the access token, for the origins of `AUTH0_API_ORIGINS` alone: rejects with `api-origin-not-listed`
 * for others, and follows no redirect to others. Rejects like `getAccessToken`, and like `fetch`.
 *
 * @example
 * const response = await authorizedFetch('https://api.example.com/notes');
 * if (response.ok) show(await response.json());
 */
export const authorizedFetch = createAuthorizedFetch({
  origins: config.apiOrigins,
  accessToken: getAccessToken,
});

/**
 * Calls `listener` with who is signed in whenever that changes, and once at the beginning. Returns the undo. While the
 * storage fails it is not called: that is not the same as signed out.
 *
 * @example
 * const stop = onSessionChange((user) => { greeting.hidden = user === null; });
 */
export function onSessionChange(listener: (user: User | null) => void): () => void {
  let last: string | undefined;
  let isStopped = false;
  let cancelEnd = () => {};
  const update = createUpdater({
    read: session.status,
    show: (status) => {
      if (status.kind === 'unreadable' || isStopped) return;
      cancelEnd();
      const end = endOf(status);
      if (end !== null) cancelEnd = atMoment(end, update);
      const user = userOf(status);
      const told = JSON.stringify(user);
      if (told === last) return;
      last = told;
      listener(user);
    },
  });
  const unsubscribe = [session.subscribe(update), subscribeSettings(update)];
  update();
  return () => {
    isStopped = true;
    cancelEnd();
    for (const stop of unsubscribe) stop();
  };
}

/**
 * Signs in in a window, on the tenant's own page. Resolves with who it is; rejects with a `LatchkeyError`, with
 * `sign-in-cancelled` where the person closes the window. Call it from a click.
 *
 * @example
 * button.onclick = () => signIn({ connection: 'google-oauth2' }).catch((error) => tell(error.message));
 */
export async function signIn({ connection, loginHint }: SignInOptions = {}): Promise<User> {
  await send({
    type: 'sign-in',
    parameters: {
      ...(connection === undefined ? {} : { connection }),
      ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    },
  });
  const user = await getUser();
  if (user === null) throw signedOut();
  return user;
}

/**
 * Signs out here, and at the tenant as far as `AUTH0_LOGOUT` says. Rejects only if the session is still here.
 *
 * @example
 * button.onclick = () => signOut();
 */
export async function signOut(): Promise<void> {
  await send({ type: 'sign-out' });
}

/** When a session ends by itself, in milliseconds since 1970; `null` for one that is renewed. */
function endOf(status: SessionStatus): number | null {
  return status.kind === 'signed-in' && status.session.renewAt === null ? status.session.expiresAt : null;
}

function userOf(status: SessionStatus): User | null {
  switch (status.kind) {
    case 'signed-in':
      return status.session.user;
    case 'signed-out':
    case 'expired':
      return null;
    case 'unreadable':
      throw new LatchkeyError('storage-failed', { reason: 'unreadable' }, { cause: status.cause });
  }
}
