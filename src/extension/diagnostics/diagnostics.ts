import { browserIdentity } from '../../sdk/browser/identity.ts';
import { extensionName, extensionVersion, readPermissions } from '../../sdk/browser/manifest.ts';
import { stableOrigin } from '../../sdk/browser/stable-origin.ts';
import { createUpdater } from '../../sdk/coalesce.ts';
import { loadEnglish } from '../../sdk/locales/english.ts';
import { forecast } from '../../sdk/session/forecast.ts';
import { JOURNAL, RENEWAL_ATTEMPTS } from '../../sdk/storage/items.ts';
import { createJournal } from '../../sdk/storage/journal.ts';
import { createReadOnlySessionStore } from '../../sdk/storage/open-session-store.ts';
import { createRenewalAttempts } from '../../sdk/storage/renewal-attempts.ts';
import { readSettings } from '../../sdk/storage/settings-store.ts';
import { openItem } from '../../sdk/storage/stored-item.ts';
import { checkTenant } from '../../sdk/tenant/check-tenant.ts';
import { config as built } from '../config.ts';
import type { Diagnosis } from './diagnosis.ts';
import { createDiagnosticsView } from './diagnostics-view.ts';

const session = createReadOnlySessionStore(built);
const attempts = createRenewalAttempts(openItem(RENEWAL_ATTEMPTS));
const journal = createJournal(openItem(JOURNAL));
const view = createDiagnosticsView(
  { checkAgain, copy: (text) => navigator.clipboard.writeText(text) },
  loadEnglish(),
);

/** All that is here; what the tenant answers comes later. */
async function look(): Promise<Diagnosis> {
  const status = await session.status();
  const { config, managed, ignored } = await readSettings(built);
  return {
    at: Date.now(),
    state: forecast(status, status.kind === 'signed-in' ? await attempts.read(status.session) : null),
    events: await journal.read(),
    build: {
      ...config,
      managed,
      ignored,
      name: extensionName(),
      version: extensionVersion(),
      userAgent: navigator.userAgent,
      redirectUrl: browserIdentity().redirectUrl,
      origin: stableOrigin(),
    },
    permissions: await readPermissions(config.domain),
    connection: null,
  };
}

async function show(diagnosis: Diagnosis): Promise<void> {
  if (diagnosis.build.domain === '') return view.show({ ...diagnosis, connection: { kind: 'no-tenant' } });
  view.show(diagnosis);
  view.show({ ...diagnosis, connection: await checkTenant(diagnosis.build) });
}

const check = createUpdater({ read: look, show });

function checkAgain(): void {
  check().catch((error: unknown) => console.error('Not everything could be found out.', error));
}

checkAgain();
