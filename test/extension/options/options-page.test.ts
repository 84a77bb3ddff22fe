// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startOptionsPage } from '../../../src/extension/options/options-page.ts';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { element, openOptionsPage } from '../../support/unit/extension-pages.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { eventually, settle } from '../../support/unit/settle.ts';

beforeEach(() => {
  resetFakeBrowser();
  openOptionsPage();
});

async function openPage(config = unitConfig()): Promise<void> {
  startOptionsPage(config);
  await settle();
}

function field(id: string): HTMLInputElement {
  const found = element(id);
  if (found instanceof HTMLInputElement) return found;
  throw new TypeError(`#${id} is no field.`);
}

const click = async (id: string) => {
  field(id).click();
  await settle();
};

const store = (options: object) =>
  fakeBrowser.storage.local.set({ [OPTIONS.key]: { version: 1, ...options } });
const stored = async () => (await fakeBrowser.storage.local.get(OPTIONS.key))[OPTIONS.key];
const text = (id: string) => element(id).textContent;

describe('the options page', () => {
  it('shows the configuration of the build when nothing is stored', async () => {
    await openPage();
    expect(document.title).toBe('Latchkey options');
    expect(field('silent').checked).toBe(true);
    expect(field('logout-tenant').checked).toBe(true);
    expect(text('logout-tenant-label')).toBe('Also sign out of tenant.example');
    expect(field('notify').checked).toBe(false);
    expect(element('managed').hidden).toBe(true);
    expect(element('tenant').hidden).toBe(true);
    expect(element('main').getAttribute('aria-busy')).toBe('false');
  });

  it('shows the stored options', async () => {
    await store({ silent: false, logout: 'federated', notify: true });
    await openPage();
    expect(['silent', 'logout-federated', 'notify'].map((id) => field(id).checked)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('Not available in this browser.'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('shows the options when permissions.contains %s', async (_how, contains) => {
    fakeBrowser.permissions.contains = contains;
    await openPage();
    await eventually(() => expect(element('main').getAttribute('aria-busy')).toBe('false'));
    expect(field('notify').checked).toBe(false);
  });

  it('saves a change and shows that it is saved', async () => {
    await openPage();
    await click('silent');
    expect(text('result')).toBe('Saved');
    await click('logout-local');
    expect(await stored()).toMatchObject({ version: 1, silent: false, logout: 'local', notify: false });
  });

  it('shows the active value and what to do when a change could not be saved', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await openPage();
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('disk full'));
    await click('silent');
    expect(field('silent').checked).toBe(true);
    expect(text('result')).toContain('Free some disk space');
    expect(element('result').dataset.tone).toBe('error');
  });
});

describe('the option for notifications', () => {
  it('requests the permission only when the user turns it on', async () => {
    await openPage();
    expect(fakeBrowser.permissions.requests).toEqual([]);
    await click('notify');
    expect(fakeBrowser.permissions.requests).toEqual([{ permissions: ['notifications'] }]);
    expect(await stored()).toMatchObject({ notify: true });
    expect(field('notify').checked).toBe(true);
  });

  it.each([
    ['the user refuses', async () => false],
    ['the browser does not ask', () => Promise.reject(new Error('blocked by the administrator'))],
  ])('stays off and shows the reason when %s', async (_who, request) => {
    fakeBrowser.permissions.denied.add('notifications');
    fakeBrowser.permissions.request = request;
    await openPage();
    await click('notify');
    expect(field('notify').checked).toBe(false);
    expect(await stored()).toBeUndefined();
    expect(text('result')).toContain('Notifications are blocked');
  });

  it('is off when the permission was removed', async () => {
    fakeBrowser.permissions.denied.add('notifications');
    await store({ notify: true });
    await openPage();
    expect(field('notify').checked).toBe(false);
  });
});

describe('managed values', () => {
  it('are marked and disabled when the policy changes', async () => {
    await openPage();
    fakeBrowser.storage.managed.change({ silent: false, logout: 'federated' });
    await settle();
    expect([field('silent').checked, field('silent').disabled]).toEqual([false, true]);
    expect(field('logout-federated').checked).toBe(true);
    expect(element('logout')).toHaveProperty('disabled', true);
    expect(text('silent-managed')).toBe('Managed by your organization');
    expect(text('logout-managed')).toBe('Managed by your organization');
  });

  it.each([
    [
      { organization: 'org_1', connections: ['Users', 'google-oauth2'] },
      'ConnectionsUsers, google-oauth2Organizationorg_1Sign inUniversal Login, in a window',
    ],
    [{ connections: [] }, 'ConnectionsAll enabled connections'],
    [{ domain: 'tenant.example', clientId: 'theirs' }, 'Domaintenant.exampleClient IDtheirs'],
  ])('are listed when they have no field: %j', async (values, list) => {
    fakeBrowser.storage.managed.values = values;
    await openPage();
    expect(element('managed').hidden).toBe(false);
    expect(text('managed-values')).toBe(list);
  });
});

describe('the tenant form of a configurable build', () => {
  const NONE = unitConfig({ domain: '', tenant: '', clientId: '', configurable: 'https' });
  const HOST = 'https://chosen.example/*';

  /** Types a choice and submits it. */
  function submit({ domain = 'chosen.example', clientId = 'chosen-client' } = {}): void {
    field('domain').value = domain;
    field('client-id').value = clientId;
    element('check').click();
  }

  const checked = () =>
    eventually(() => expect(element('check').getAttribute('aria-busy')).toBe('false')).then(settle);

  beforeEach(() =>
    vi.stubGlobal('fetch', async (address: string) => {
      const id = /\/client\/(.*)\.js$/.exec(address)?.[1];
      return new Response(
        id === undefined ? '{"keys":[]}' : `Auth0.setClient(${JSON.stringify({ id, strategies: [] })});`,
      );
    }),
  );

  it('is empty, with the values for the Auth0 Dashboard, when no tenant is chosen', async () => {
    await openPage(NONE);
    expect(element('tenant').hidden).toBe(false);
    expect([field('domain').value, field('client-id').value]).toEqual(['', '']);
    expect(text('redirect-url')).toContain('.chromiumapp.org/');
    expect(text('logout-tenant-label')).toBe('Also ends the tenant session');
  });

  it.each([
    [{ domain: 'my tenant' }, 'domain', 'Enter a domain like example.eu.auth0.com.'],
    [{ clientId: 'a b' }, 'client-id', 'A client ID contains only letters'],
  ])('requests nothing and focuses the field when the input is invalid: %j', async (typed, id, message) => {
    await openPage(NONE);
    submit(typed);
    expect(text('tenant-error')).toContain(message);
    expect(document.activeElement?.id).toBe(id);
    expect(fakeBrowser.permissions.requests).toEqual([]);
  });

  it('runs one check at a time when it is submitted twice', async () => {
    await openPage(NONE);
    const [answer, resolve] = promiseOf<Response>();
    vi.stubGlobal('fetch', () => answer);
    submit();
    submit({ domain: 'other.example' });
    expect(fakeBrowser.permissions.requests).toEqual([{ origins: [HOST] }]);
    expect(text('tenant-found')).toBe('Checking…');
    resolve(new Response('', { status: 404 }));
    await checked();
  });

  it('keeps the typed value when the settings change', async () => {
    await openPage(NONE);
    field('domain').value = 'half-typed';
    await store({ silent: false });
    await settle();
    expect(field('silent').checked).toBe(false);
    expect(field('domain').value).toBe('half-typed');
  });

  it('shows a managed tenant, and requests its host permission when it is checked', async () => {
    fakeBrowser.storage.managed.values = {
      domain: 'theirs.example',
      clientId: 'their-client',
      organization: 'org_1',
    };
    fakeBrowser.permissions.denied.add('https://theirs.example/*');
    await openPage(NONE);
    expect([field('domain').value, field('client-id').value]).toEqual(['theirs.example', 'their-client']);
    expect([field('domain').readOnly, field('client-id').readOnly]).toEqual([true, true]);
    expect(text('tenant-managed')).toBe('Managed by your organization');
    expect(text('managed-values')).not.toContain('theirs.example');
    element('check').click();
    await eventually(() => expect(text('tenant-found')).toContain('Connected to theirs.example'));
    expect(fakeBrowser.permissions.denied.size).toBe(0);
    expect(await stored()).toBeUndefined();
  });
});
