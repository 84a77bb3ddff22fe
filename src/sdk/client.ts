import { type AuthorizedFetch, createAuthorizedFetch } from './authorized-fetch.ts';
import type { WindowParameters } from './browser/messages.ts';
import { callAt } from './browser/timers.ts';
import { createCoalescedRefresh } from './coalesce.ts';
import type { Config } from './config.ts';
import { LatchkeyError } from './errors.ts';
import type { User } from './session/session.ts';
import type { SessionStatus } from './session/status.ts';
import type { SessionReader } from './storage/open-session-store.ts';

/** Options of `Client.signIn`. */
export interface SignInOptions {
  /** Name of the connection to sign in with, such as `google-oauth2`. */
  readonly connection?: string;
  /** Email address or username to prefill. */
  readonly loginHint?: string;
}

/** Session API for the extension's own pages and its background. No method returns the refresh token. */
export interface Client {
  /**
   * Returns the signed-in user, or `null`. Rejects with `storage-failed` if the session can't be read.
   *
   * @example
   * const user = await client.getUser();
   * greeting.textContent = user === null ? 'Hello' : `Hello, ${user.name ?? user.email}`;
   */
  getUser(): Promise<User | null>;
  /**
   * Returns an access token. Renews it first if less than a minute, or a tenth of a shorter lifetime, is left. If the renewal
   * fails, returns the current token until it expires. Rejects with `signed-out`, `session-ended` (the user must sign in
   * again), `interaction-required` (the user must continue in a window: call `signIn` from a user gesture), `storage-failed`, or
   * the code of the failed renewal (`tenant-unreachable`, `tenant-failed`: try again later). Do not store the token. Call this
   * method each time.
   *
   * @example
   * const socket = new WebSocket('wss://api.example.com/live', ['bearer', await client.getAccessToken()]);
   */
  getAccessToken(): Promise<string>;
  /**
   * Calls `fetch` with the access token, for the origins in `config.apiOrigins` only. Rejects with `api-origin-not-listed` for
   * other origins, even after a redirect. Also rejects if `getAccessToken` or `fetch` rejects.
   *
   * @example
   * const response = await client.fetch('https://api.example.com/notes');
   * if (response.ok) show(await response.json());
   */
  readonly fetch: AuthorizedFetch;
  /**
   * Calls `listener` with the signed-in user or `null`: first when the session has been read, then after each change. Returns an
   * unsubscribe function. Does not call `listener` while the storage fails, because the user might be signed in. In the
   * background, must be called synchronously at startup.
   *
   * @example
   * const stop = client.onSessionChange((user) => { greeting.hidden = user === null; });
   */
  onSessionChange(listener: (user: User | null) => void): () => void;
  /**
   * Opens the tenant's own sign-in page in a window. Resolves with the user. Rejects with a `LatchkeyError`, whose code is
   * `sign-in-cancelled` if the user closes the window. Must be called from a user gesture.
   *
   * @example
   * button.onclick = () => client.signIn({ connection: 'google-oauth2' }).catch((error) => show(error.code));
   */
  signIn(options?: SignInOptions): Promise<User>;
  /**
   * Signs out of this extension, and of the tenant as `config.logout` specifies. Rejects only if the session is still stored.
   *
   * @example
   * button.onclick = () => client.signOut();
   */
  signOut(): Promise<void>;
}

/** Dependencies of `clientOf`. */
export interface ClientDeps {
  readonly session: Pick<SessionReader, 'status' | 'subscribe'>;
  /** Calls `listener` when the active tenant or application might have changed. Returns an unsubscribe function. */
  readonly onSettingsChange: (listener: () => void) => () => void;
  readonly getAccessToken: () => Promise<string>;
  /** Opens the sign-in window. Resolves when the user is signed in. */
  readonly signIn: (parameters: WindowParameters) => Promise<unknown>;
  readonly signOut: () => Promise<unknown>;
}

/** Returns the client of a page or of the background. */
export function clientOf(
  { apiOrigins }: Pick<Config, 'apiOrigins'>,
  { session, onSettingsChange, getAccessToken, ...deps }: ClientDeps,
): Client {
  const getUser = async () => userOf(await session.status());
  return {
    getUser,
    getAccessToken,
    fetch: createAuthorizedFetch({ origins: apiOrigins, accessToken: getAccessToken }),
    onSessionChange: (listener) => watchUser({ session, onSettingsChange }, listener),
    async signIn({ connection, loginHint } = {}) {
      await deps.signIn({
        ...(connection === undefined ? {} : { connection }),
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
      });
      const user = await getUser();
      if (user === null) throw new LatchkeyError('signed-out', {});
      return user;
    },
    async signOut() {
      await deps.signOut();
    },
  };
}

function watchUser(
  { session, onSettingsChange }: Pick<ClientDeps, 'session' | 'onSettingsChange'>,
  listener: (user: User | null) => void,
): () => void {
  let last: string | undefined;
  let isStopped = false;
  let cancelEnd = () => {};
  const update = createCoalescedRefresh({
    read: session.status,
    show: (status) => {
      if (status.kind === 'unreadable' || isStopped) return;
      cancelEnd();
      const end = endOf(status);
      if (end !== null) cancelEnd = callAt(end, start);
      const user = userOf(status);
      const latest = JSON.stringify(user);
      if (latest === last) return;
      last = latest;
      listener(user);
    },
  });
  const start = () => void update().catch((error: unknown) => console.error(error));
  const unsubscribe = [session.subscribe(start), onSettingsChange(start)];
  start();
  return () => {
    isStopped = true;
    cancelEnd();
    for (const stop of unsubscribe) stop();
  };
}

/** Returns when the session ends (Unix time in milliseconds), or `null` if it is renewed or there is none. */
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
