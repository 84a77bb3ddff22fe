// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { JOURNAL, RENEWAL_ATTEMPTS } from '../../../src/sdk/storage/items.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/session-record.ts';
import { inBuildForNoTenant } from '../../support/unit/configurable.ts';
import { openDiagnosticsPage } from '../../support/unit/diagnosis.ts';
import { type FakeBrowser, openPage as openPageOf } from '../../support/unit/open-page.ts';
import { element } from '../../support/unit/popup-page.ts';
import { unitRecord, unitSignedIn } from '../../support/unit/session.ts';
import { settle } from '../../support/unit/settle.ts';

beforeEach(() => {
  openDiagnosticsPage();
  vi.stubGlobal('fetch', async () => new Response('{"keys":[]}'));
});

const openPage = (prepare?: (browser: FakeBrowser) => unknown) =>
  openPageOf(() => import('../../../src/extension/diagnostics/diagnostics.ts'), prepare);

const later = () => Date.now() + 3_600_000;

const signedIn = (browser: FakeBrowser) =>
  browser.storage.local.set({
    [SESSION_KEY]: unitRecord(unitSignedIn({ createdAt: Date.now(), expiresAt: later(), renewAt: later() })),
  });

describe('the diagnostics', () => {
  it('tell how things stand where nothing has happened', async () => {
    await openPage();
    expect(element('state').textContent).toContain('Signed out');
    expect(element('no-events').textContent).toBe('Nothing has happened yet.');
    expect(element('configuration').textContent).toContain('tenant.example');
    expect(element('configuration').textContent).toContain('.chromiumapp.org/');
    expect(element('permissions').textContent).toContain('alarms');
    expect(element('connection').textContent).toContain('Status 200');
    expect(element('connection').getAttribute('aria-busy')).toBe('false');
  });

  it('tell what the organisation has set, and what of it cannot be used', async () => {
    await openPage(({ storage }) => {
      storage.managed.values = { organization: 'org_1', logout: 'everywhere' };
    });
    const rows = Array.from(element('configuration').children, ({ textContent }) => textContent);
    expect(rows).toContainEqual('Organizationorg_1Set by your organization');
    expect(rows[0]).toMatch(/^Not usablelogoutYour organization has set this/);
    expect(rows.filter((row) => row.includes('Set by your organization'))).toHaveLength(1);
  });

  it('tell who knows what of a session, but not whose it is', async () => {
    await openPage(signedIn);
    expect(element('state').textContent).toContain('Signed in');
    expect(document.body.textContent).not.toMatch(
      /ada|lovelace|auth0\||access-token|refresh-token|unit-sign-in/i,
    );
  });

  it('tell how often a renewal has failed', async () => {
    await openPage(async (browser) => {
      await signedIn(browser);
      const { [SESSION_KEY]: kept } = await browser.storage.local.get(SESSION_KEY);
      const { id, createdAt } = Object(kept);
      const attempts = {
        id,
        createdAt,
        writtenAt: Date.now(),
        failures: 4,
        nextAt: later(),
        notBefore: 0,
        failure: null,
      };
      await browser.storage.session.set({ [RENEWAL_ATTEMPTS.key]: attempts });
    });
    expect(element('state').textContent).toContain('Failed attempts: 4');
  });

  it('tell what popup and background have written down', async () => {
    await openPage((browser) =>
      browser.storage.local.set({
        [JOURNAL.key]: [{ event: { kind: 'session-ended', end: 'ended' }, at: 1, since: 1, times: 1 }],
      }),
    );
    expect(element('event-rows').textContent).toContain('The tenant ended the session');
  });

  it('tell that the storage fails', async () => {
    await openPage((browser) => {
      browser.storage.local.failure = new Error('disk');
    });
    expect(element('state').textContent).toContain('could not read the session');
    expect(element('no-events').textContent).toBe('What happened could not be read.');
  });

  it('tell everything else while the tenant has not answered', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await openPage();
    expect(element('state').textContent).toContain('Signed out');
    expect(element('connection').textContent).toContain('Asking…');
    expect(element('connection').getAttribute('aria-busy')).toBe('true');
  });

  it('look again when they are asked to', async () => {
    const browser = await openPage();
    await signedIn(browser);
    browser.permissions.withheld.add('alarms');
    element('btn-check').click();
    await settle();
    expect(element('state').textContent).toContain('Signed in');
    expect(element('permissions').textContent).toContain('Not granted');
  });

  it('go into the clipboard', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await openPage();
    element('btn-copy').click();
    await settle();
    expect(writeText).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^## Latchkey diagnostics/));
    expect(element('said').textContent).toBe('Copied');
  });

  it('leave everything as it is', async () => {
    const browser = await openPage(signedIn);
    const changes = vi.fn();
    browser.storage.local.onChanged.addListener(changes);
    browser.storage.session.onChanged.addListener(changes);
    element('btn-check').click();
    await settle();
    expect(changes).not.toHaveBeenCalled();
  });
});

describe('the diagnostics of a build for no tenant', () => {
  inBuildForNoTenant();

  it('ask nobody where none is chosen', async () => {
    const fetch = vi.fn(async () => new Response('{}'));
    vi.stubGlobal('fetch', fetch);
    await openPage();
    expect(element('connection').textContent).toContain('Nobody has chosen yet');
    expect(element('connection').getAttribute('aria-busy')).toBe('false');
    expect(
      fetch.mock.calls
        .flat()
        .map(String)
        .filter((address) => address.includes('jwks')),
    ).toEqual([]);
  });
});
