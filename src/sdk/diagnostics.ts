/** `latchkey/diagnostics`: data for a problem report. For the extension's own pages. */

import { browserIdentity } from './browser/identity.ts';
import { extensionName, extensionVersion, type Permission, readPermissions } from './browser/manifest.ts';
import { stableOrigin } from './browser/stable-origin.ts';
import type { Config } from './config.ts';
import type { ErrorCode } from './errors.ts';
import { type Forecast, forecast } from './session/status.ts';
import type { ManagedName } from './settings/settings.ts';
import { JOURNAL, RENEWAL_ATTEMPTS } from './storage/items.ts';
import { createJournal, type JournalEntry } from './storage/journal.ts';
import { createReadOnlySessionStore } from './storage/open-session-store.ts';
import { createRenewalAttempts } from './storage/renewal-attempts.ts';
import { createSettingsStore } from './storage/settings-store.ts';
import { openItem } from './storage/stored-item.ts';
import { checkTenant, type TenantCheck } from './tenant/check-tenant.ts';

export { createCoalescedRefresh } from './coalesce.ts';
export { CLOCK_TOLERANCE } from './session/timestamp.ts';
export type { JournalEvent } from './storage/journal.ts';
export { isServerError } from './tenant/endpoints.ts';
export { oneLine } from './tenant/foreign-text.ts';
export type { Config, ErrorCode, Forecast, JournalEntry, ManagedName, Permission, TenantCheck };

/** Facts about this extension and its session. Contains no secrets and no personal data of the user. */
export interface Diagnostics {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly name: string;
  readonly version: string;
  readonly userAgent: string;
  readonly session: Forecast;
  /** Events in the journal, latest last, or `null` if they could not be read. */
  readonly events: readonly JournalEntry[] | null;
  /** The active configuration. */
  readonly config: Config;
  /** Fields that the administrator has set. */
  readonly managed: readonly ManagedName[];
  /** Fields that the administrator has set to an invalid value. */
  readonly ignored: readonly ManagedName[];
  /** Must be among the application's Allowed Callback URLs and Allowed Logout URLs. */
  readonly redirectUrl: string;
  /** Must be among the application's Allowed Web Origins and Allowed Origins (CORS). */
  readonly origin: string;
  readonly permissions: readonly Permission[];
}

/** Returns the current facts for the build `config`. `now` is Unix time in milliseconds. Changes nothing. */
export async function collectDiagnostics(config: Config, now: number): Promise<Diagnostics> {
  const settings = createSettingsStore(config);
  const status = await createReadOnlySessionStore(config, settings).status();
  const attempts = createRenewalAttempts(openItem(RENEWAL_ATTEMPTS));
  const { config: active, managed, ignored } = await settings.read();
  return {
    at: now,
    name: extensionName(),
    version: extensionVersion(),
    userAgent: navigator.userAgent,
    session: forecast(status, status.kind === 'signed-in' ? await attempts.read(status.session) : null),
    events: await createJournal(openItem(JOURNAL)).read(),
    config: active,
    managed,
    ignored,
    redirectUrl: browserIdentity().redirectUrl,
    origin: stableOrigin(),
    permissions: await readPermissions(active),
  };
}

/** Requests the tenant's key set (JWKS). Returns `null` in a configurable build without a tenant. Never rejects. */
export async function checkConnection(config: Config): Promise<TenantCheck | null> {
  return config.domain === '' ? null : checkTenant(config);
}
