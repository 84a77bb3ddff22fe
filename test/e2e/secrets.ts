/** Finds secrets in consoles, URLs and the storage. */
import type { ExtensionBrowser } from '../support/browser.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** Returns everything that the extension has stored, as text: on disk, and in memory. */
export function storedText(browser: ExtensionBrowser): Promise<{ local: string; session: string }> {
  return browser.evaluateInExtension(async () => {
    const { local, session } = chrome.storage;
    return {
      local: JSON.stringify(await local.get(null)),
      session: JSON.stringify(await session.get(null)),
    };
  });
}

/** Parameters that no URL can have. */
const SECRET_PARAMETERS = [
  ...['password', 'otp', 'code_verifier'],
  ...['access_token', 'id_token', 'id_token_hint', 'refresh_token', 'token'],
];

/**
 * Throws if a console line has a password, a token or an authorization code, a URL has a password or a token, the storage has a
 * password, or the disk has a token in plain text.
 */
export function refuseSecrets({
  output,
  stored,
  tenant,
}: {
  output: readonly string[];
  stored: { local: string; session: string };
  tenant: Pick<Tenant, 'users' | 'requests'>;
}): void {
  const passwords = tenant.users.map(({ password }) => password);
  const hasPassword = (text: string) => passwords.some((password) => text.includes(password));
  const leak = output.find(
    (candidate) => /\beyJ[\w-]{20,}|[?&]code=[\w-]/.test(candidate) || hasPassword(candidate),
  );
  if (leak !== undefined) throw new Error(`A console line has a secret in it: ${leak.slice(0, 80)}…`);
  if (hasPassword(stored.local + stored.session)) throw new Error('A password is in the storage.');
  if (/\beyJ[\w-]{20,}|"(access|refresh|id)Token"/.test(stored.local))
    throw new Error('A token in plain text is on the disk.');
  const request = tenant.requests.find(({ query }) => query.some((name) => SECRET_PARAMETERS.includes(name)));
  if (request !== undefined) throw new Error(`A secret is in the URL of a request to ${request.path}.`);
}
