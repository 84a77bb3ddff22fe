import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { createSession, type SignedIn } from '../session/session.ts';
import { saveOrRevoke } from '../storage/user-actions.ts';
import { authorize } from '../tenant/authorize.ts';
import type { Deps } from './deps.ts';
import { missingTenant } from './missing-tenant.ts';

/**
 * Signs in without a form or a window if the browser has a tenant session (`prompt=none`, OpenID Connect Core 3.1.2.1). Resolves
 * with `null` on any `LatchkeyError`: it runs automatically, so the reason is ignored.
 */
export async function signInSilently(
  config: Config,
  { identity, fetch, keys }: Pick<Deps, 'identity' | 'fetch' | 'keys'>,
): Promise<SignedIn | null> {
  const request = { interactive: false, parameters: { prompt: 'none' } };
  try {
    const result = await authorize(config, request, { identity: identity(), fetch, keys: keys(config) });
    return createSession(result, config, Date.now());
  } catch (error) {
    if (error instanceof LatchkeyError) return null;
    throw error;
  }
}

/**
 * Returns the function that signs in silently if the settings allow it, no user is signed in or has signed out, and no window is
 * open. It resolves with whether a session was saved. If the user has begun a sign-in or a sign-out since, the session isn't
 * saved.
 */
export function createSilentSignIn(deps: Deps, isWindowOpen: () => boolean): () => Promise<boolean> {
  const { session, userActions, journal, revoke } = deps;
  const isWanted = async ({ silent }: Config) =>
    silent &&
    !isWindowOpen() &&
    (await session.status()).kind === 'signed-out' &&
    !(await session.hasUserSignedOut());

  return async () => {
    const latest = await userActions.latest();
    const { config } = await deps.settings();
    await deps.reconcile();
    if ((await missingTenant(config)) !== null || !(await isWanted(config))) return false;
    const signedIn = await signInSilently(config, deps);
    if (signedIn === null) return false;
    const save = () => userActions.unlessActed(latest, () => session.saveIfSignedOut(signedIn));
    const isSaved = await saveOrRevoke(signedIn, { save, revoke });
    if (isSaved) void journal.note({ kind: 'signed-in', method: 'silent' });
    return isSaved;
  };
}
