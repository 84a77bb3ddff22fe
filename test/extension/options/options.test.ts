// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import { beBuildForNoTenant } from '../../support/unit/configurable.ts';
import { type FakeBrowser, openPage as openPageOf } from '../../support/unit/open-page.ts';
import { openOptionsPage } from '../../support/unit/options-page.ts';
import { element } from '../../support/unit/popup-page.ts';
import { eventually, settle } from '../../support/unit/settle.ts';

beforeEach(() => openOptionsPage());

const openPage = (prepare?: (browser: FakeBrowser) => unknown) =>
  openPageOf(() => import('../../../src/extension/options/options.ts'), prepare);

function field(id: string): HTMLInputElement {
  const found = element(id);
  if (found instanceof HTMLInputElement) return found;
  throw new TypeError(`#${id} is no field.`);
}

const click = async (id: string) => {
  field(id).click();
  await settle();
};

const kept = async ({ storage }: FakeBrowser) => (await storage.local.get(OPTIONS.key))[OPTIONS.key];

const said = () => element('said').textContent;

describe('the options', () => {
  it('show what the build has, where nobody has chosen anything', async () => {
    await openPage();
    expect(document.title).toBe('Latchkey options');
    expect(field('silent').checked).toBe(true);
    expect(field('logout-tenant').checked).toBe(true);
    expect(element('logout-tenant-label').textContent).toBe('Sign out of tenant.example too');
    expect(field('notify').checked).toBe(false);
    expect(element('managed').hidden).toBe(true);
    expect(element('main').getAttribute('aria-busy')).toBe('false');
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('Not available in this browser.'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('are shown if the browser %s whether notifications are permitted', async (_how, contains) => {
    await openPage((browser) => {
      browser.permissions.contains = contains;
    });
    await eventually(() => expect(element('main').getAttribute('aria-busy')).toBe('false'));
    expect(field('notify').checked).toBe(false);
  });

  it('follow a policy that changes', async () => {
    const browser = await openPage();
    browser.storage.managed.change({ logout: 'local' });
    await settle();
    expect(field('logout-local').checked).toBe(true);
    expect(element('logout-managed').textContent).toBe('Set by your organization');
  });

  it('keep each choice when it is made, and say so', async () => {
    const browser = await openPage();
    await click('silent');
    expect(said()).toBe('Saved');
    await click('logout-local');
    expect(await kept(browser)).toEqual({ version: 1, silent: false, logout: 'local', notify: false });
  });

  it('show what was chosen before', async () => {
    await openPage(({ storage }) =>
      storage.local.set({ [OPTIONS.key]: { version: 1, silent: false, logout: 'federated', notify: true } }),
    );
    expect(field('silent').checked).toBe(false);
    expect(field('logout-federated').checked).toBe(true);
    expect(field('notify').checked).toBe(true);
  });

  it('show what counts where a choice could not be kept, and say what to do', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { storage } = await openPage();
    vi.spyOn(storage.local, 'set').mockRejectedValue(new Error('disk full'));
    await click('silent');
    expect(field('silent').checked).toBe(true);
    expect(said()).toMatch(/^The browser could not save that\. Free some disk space/);
    expect(element('said').dataset.tone).toBe('trouble');
  });
});

describe('the option to be notified', () => {
  const withheld = ({ permissions }: FakeBrowser) => permissions.withheld.add('notifications');

  it('asks for the permission when it is switched on, and not before', async () => {
    const browser = await openPage();
    expect(browser.permissions.asked).toEqual([]);
    await click('notify');
    expect(browser.permissions.asked).toEqual([{ permissions: ['notifications'] }]);
    expect(await kept(browser)).toMatchObject({ notify: true });
    expect(field('notify').checked).toBe(true);
  });

  it('stays off where the person does not grant it, and says why', async () => {
    const browser = await openPage((fake) => {
      withheld(fake);
      fake.permissions.answer = false;
    });
    await click('notify');
    expect(field('notify').checked).toBe(false);
    expect(await kept(browser)).toBeUndefined();
    expect(said()).toContain('did not allow notifications');
  });

  it('stays off where the browser does not even ask', async () => {
    await openPage((fake) => {
      withheld(fake);
      fake.permissions.request = () => Promise.reject(new Error('blocked by the administrator'));
    });
    await click('notify');
    expect(field('notify').checked).toBe(false);
    expect(said()).toContain('did not allow notifications');
  });

  it('is off where the permission was taken away since', async () => {
    await openPage((fake) => {
      withheld(fake);
      return fake.storage.local.set({ [OPTIONS.key]: { version: 1, notify: true } });
    });
    expect(field('notify').checked).toBe(false);
  });
});

describe('what the organisation has set', () => {
  const managed = (values: Record<string, unknown>) => (browser: FakeBrowser) => {
    browser.storage.managed.values = values;
  };

  it('is shown as such, and cannot be changed', async () => {
    await openPage(managed({ silent: false, logout: 'federated' }));
    expect(field('silent').checked).toBe(false);
    expect(field('silent').disabled).toBe(true);
    expect(field('logout-federated').checked).toBe(true);
    expect(element('logout')).toHaveProperty('disabled', true);
    expect(element('silent-managed').textContent).toBe('Set by your organization');
    expect(element('logout-managed').textContent).toBe('Set by your organization');
  });

  it('is listed where it is no choice of the person at all', async () => {
    await openPage(managed({ organization: 'org_1', connections: ['Users', 'google-oauth2'] }));
    expect(element('managed').hidden).toBe(false);
    const rows = Array.from(element('managed-values').children, (row) =>
      Array.from(row.children, ({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      ['Connections', 'Users, google-oauth2'],
      ['Organization', 'org_1'],
      ['Log in', "The tenant's own page, in a window"],
    ]);
  });

  it('is listed with the tenant, which nobody can choose in a build that has one', async () => {
    await openPage(managed({ clientId: 'theirs' }));
    expect(element('managed-values').textContent).toContain('theirs');
  });

  it('is in the fields alone where a tenant can be chosen', async () => {
    beBuildForNoTenant();
    openOptionsPage({ isConfigurable: true });
    await openPage(managed({ domain: 'theirs.example', clientId: 'theirs', organization: 'org_1' }));
    expect(element('managed-values').textContent).toBe(
      "Organizationorg_1Log inThe tenant's own page, in a window",
    );
    expect(element('tenant-managed').textContent).toBe('Set by your organization');
  });
});
