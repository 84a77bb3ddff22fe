/** Looks for secrets where none may be. */
import type { ExtensionBrowser } from '../support/browser.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** All that the extension keeps, as text: on disk, and in memory. */
export function storedText(browser: ExtensionBrowser): Promise<{ local: string; session: string }> {
  return browser.evaluateInExtension(async () => {
    const { local, session } = chrome.storage;
    return {
      local: JSON.stringify(await local.get(null)),
      session: JSON.stringify(await session.get(null)),
    };
  });
}

/** Parameters that no address may carry, whatever else a run did. */
const SECRET_PARAMETERS = [
  ...['password', 'otp', 'code_verifier'],
  ...['access_token', 'id_token', 'id_token_hint', 'refresh_token', 'token'],
];

/**
 * No password and no token may stand in a console line or an address, no authorization code in a console
 * line, no password in storage, no token on the disk that is not encrypted.
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
  const line = output.find(
    (candidate) => /\beyJ[\w-]{20,}|[?&]code=[\w-]/.test(candidate) || hasPassword(candidate),
  );
  if (line !== undefined) throw new Error(`A console line has a secret in it: ${line.slice(0, 80)}…`);
  if (hasPassword(stored.local + stored.session)) throw new Error('A password is in the storage.');
  if (/\beyJ[\w-]{20,}|"(access|refresh|id)Token"/.test(stored.local))
    throw new Error('A token that can be read is on the disk.');
  const request = tenant.requests.find(({ query }) => query.some((name) => SECRET_PARAMETERS.includes(name)));
  if (request !== undefined) throw new Error(`A secret is in the address of a request to ${request.path}.`);
}
