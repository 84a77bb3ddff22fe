import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkConnection, collectDiagnostics } from '../../src/sdk/diagnostics.ts';
import { JOURNAL, RENEWAL_ATTEMPTS, SESSION_KEY } from '../../src/sdk/storage/items.ts';
import { unitConfig } from '../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/unit/fake-browser.ts';
import { unitRecord, unitSignedIn } from '../support/unit/session.ts';
import { settle } from '../support/unit/settle.ts';

const LATER = Date.now() + 3_600_000;
const collect = () => collectDiagnostics(unitConfig(), 7);

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('navigator', { userAgent: 'Firefox/153.0' });
  vi.stubGlobal('location', new URL('https://id.example/diagnostics.html'));
});

async function signIn() {
  const record = unitRecord(unitSignedIn({ createdAt: Date.now(), expiresAt: LATER, renewAt: LATER }));
  await fakeBrowser.storage.local.set({ [SESSION_KEY]: record });
  return record;
}

describe('collectDiagnostics', () => {
  it('returns the facts when nothing has happened', async () => {
    expect(await collect()).toMatchObject({
      at: 7,
      name: 'Latchkey',
      version: '1.2.3',
      session: { kind: 'signed-out' },
      events: [],
      config: { domain: 'tenant.example' },
      redirectUrl: expect.stringContaining('.chromiumapp.org/'),
      origin: 'https://id.example',
      permissions: expect.arrayContaining([{ kind: 'api', name: 'alarms', isGranted: true }]),
    });
  });

  it('returns what the administrator has set, and what of it cannot be used', async () => {
    fakeBrowser.storage.managed.values = { organization: 'org_1', logout: 'everywhere' };
    expect(await collect()).toMatchObject({
      config: { organization: 'org_1' },
      managed: ['organization'],
      ignored: ['logout'],
    });
  });

  it('returns nothing secret and nothing about the user', async () => {
    await signIn();
    expect(JSON.stringify(await collect())).not.toMatch(
      /ada|lovelace|auth0\||access-token|refresh-token|unit-sign-in/i,
    );
  });

  it('returns the failed attempts to renew the session', async () => {
    const { id, createdAt } = await signIn();
    const attempts = { writtenAt: Date.now(), failures: 4, nextAt: LATER, notBefore: 0, failure: null };
    await fakeBrowser.storage.session.set({ [RENEWAL_ATTEMPTS.key]: { id, createdAt, ...attempts } });
    expect((await collect()).session).toMatchObject({ kind: 'signed-in', renewal: { failures: 4 } });
  });

  it('returns the events', async () => {
    const entry = { event: { kind: 'renewed' }, at: 1, since: 1, times: 1 };
    await fakeBrowser.storage.local.set({ [JOURNAL.key]: [entry] });
    expect((await collect()).events).toEqual([entry]);
  });

  it('returns the other facts when the storage fails', async () => {
    fakeBrowser.storage.local.failure = new Error('disk');
    expect(await collect()).toMatchObject({ session: { kind: 'unreadable' }, events: null });
  });

  it('changes nothing', async () => {
    await signIn();
    const changes = vi.fn();
    fakeBrowser.storage.local.onChanged.addListener(changes);
    fakeBrowser.storage.session.onChanged.addListener(changes);
    await settle();
    changes.mockClear();
    await collect();
    await settle();
    expect(changes).not.toHaveBeenCalled();
  });
});

describe('checkConnection', () => {
  it('requests the key set of the tenant, or nothing when there is no tenant', async () => {
    const fetch = vi.fn(async () => new Response('{"keys":[]}'));
    vi.stubGlobal('fetch', fetch);
    expect(await checkConnection(unitConfig({ domain: '' }))).toBeNull();
    expect(fetch).not.toHaveBeenCalled();
    expect(await checkConnection(unitConfig())).toMatchObject({ kind: 'answered', status: 200 });
  });
});
