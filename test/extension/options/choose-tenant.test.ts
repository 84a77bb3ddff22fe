// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/session-record.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { inBuildForNoTenant } from '../../support/unit/configurable.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { type FakeBrowser, openPage as openPageOf } from '../../support/unit/open-page.ts';
import { openOptionsPage } from '../../support/unit/options-page.ts';
import { element } from '../../support/unit/popup-page.ts';
import { unitRecord, unitSignedIn } from '../../support/unit/session.ts';
import { eventually, settle } from '../../support/unit/settle.ts';

const CHOICE_LOCK = 'latchkey.tenant-choice';

const CHOSEN = { domain: 'chosen.example', clientId: 'chosen-client' };
const HOST = 'https://chosen.example/*';

inBuildForNoTenant();
beforeEach(() => {
  openOptionsPage({ isConfigurable: true });
  vi.stubGlobal('fetch', tenant());
});

/** A tenant that has any application that is asked for, with one connection. */
function tenant({ status = 200 } = {}) {
  return vi.fn(async (address: string | URL | Request) => {
    const id = /\/client\/(.*)\.js$/.exec(String(address))?.[1];
    if (id === undefined) return new Response('{"keys":[]}', { status });
    const strategies = [{ name: 'auth0', connections: [{ name: 'Users' }] }];
    return new Response(`Auth0.setClient(${JSON.stringify({ id, strategies })});`, { status });
  });
}

/** Opens the page, and waits until it shows what counts. */
async function openPage(prepare?: (browser: FakeBrowser) => unknown): Promise<FakeBrowser> {
  const browser = await openPageOf(() => import('../../../src/extension/options/options.ts'), prepare);
  await eventually(() => expect(element('origin').textContent).not.toBe(''));
  return browser;
}

const keepChoice = ({ storage }: FakeBrowser, choice: object | null) =>
  storage.local.set({
    [OPTIONS.key]: { version: 1, silent: false, logout: null, notify: false, tenant: choice },
  });

const choice = async ({ storage }: FakeBrowser) =>
  Object((await storage.local.get(OPTIONS.key))[OPTIONS.key]).tenant ?? null;

/** Somebody is signed in at `tenant.example`, as which the background answers when it is asked to sign out. */
async function signIn(browser: FakeBrowser, answer: () => Promise<unknown>): Promise<void> {
  await keepChoice(browser, { domain: 'tenant.example', clientId: 'unit-client' });
  await browser.storage.local.set({
    [SESSION_KEY]: unitRecord(unitSignedIn({ expiresAt: Date.now() + 3_600_000 })),
  });
  browser.runtime.onMessage.addListener(answer);
}

/** Signs out as the background does. */
const signOut =
  ({ storage }: FakeBrowser, leftBehind: readonly string[] = []) =>
  async () => {
    await storage.local.remove(SESSION_KEY);
    return { type: 'answer', answer: { leftBehind } };
  };

function field(id: string): HTMLInputElement {
  const found = element(id);
  if (found instanceof HTMLInputElement) return found;
  throw new TypeError(`#${id} is no field.`);
}

/** Types a choice, and asks for it to be checked. */
function submit({ domain, clientId } = CHOSEN): void {
  field('domain').value = domain;
  field('client-id').value = clientId;
  element('check').click();
}

async function check(chosen = CHOSEN): Promise<void> {
  submit(chosen);
  await eventually(() => expect(element('check').getAttribute('aria-busy')).toBe('false'));
  await settle();
}

const found = () => element('tenant-found').textContent;
const trouble = () => element('tenant-trouble').textContent;

describe('where a tenant is chosen', () => {
  it('nothing is chosen at first, and the addresses for the dashboard are there', async () => {
    await openPage();
    expect([field('domain').value, field('client-id').value]).toEqual(['', '']);
    expect(element('redirect-url').textContent).toContain('.chromiumapp.org/');
    expect(element('tenant-leaves').hidden).toBe(true);
    expect(element('logout-tenant-label').textContent).toBe("Ends the tenant's session too");
  });

  it('the choice is checked, kept beside the others, and counts', async () => {
    const browser = await openPage(async (fake) => {
      await keepChoice(fake, null);
      fake.permissions.withheld.add(HOST);
    });
    await check({ domain: ' https://Chosen.example/ ', clientId: ' chosen-client ' });
    expect(found()).toBe('Found chosen.example, with these connections: Users');
    expect(trouble()).toBe('');
    expect(await choice(browser)).toEqual(CHOSEN);
    expect(field('silent').checked).toBe(false);
    expect(field('domain').value).toBe('chosen.example');
    expect(browser.permissions.asked).toEqual([{ origins: [HOST] }]);
    expect(browser.permissions.withheld.has(HOST)).toBe(false);
    expect(element('logout-tenant-label').textContent).toBe('Sign out of chosen.example too');
  });

  it('the browser is asked in the turn of the click', async () => {
    const { permissions } = await openPage();
    submit();
    expect(permissions.asked).toHaveLength(1);
    await settle();
  });

  it('nobody is asked where the domain or the client id cannot be one', async () => {
    const { permissions } = await openPage();
    await check({ ...CHOSEN, domain: 'my tenant' });
    expect(trouble()).toBe('This is not a domain. A right one: example.eu.auth0.com');
    expect(field('domain').getAttribute('aria-invalid')).toBe('true');
    await check({ ...CHOSEN, clientId: 'a b' });
    expect(trouble()).toContain('A client id has letters');
    expect(field('client-id').getAttribute('aria-invalid')).toBe('true');
    expect(field('domain').getAttribute('aria-invalid')).toBe('false');
    expect(permissions.asked).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('nobody is spoken to where the person says no', async () => {
    const browser = await openPage((fake) => {
      fake.permissions.answer = false;
      fake.permissions.withheld.add(HOST);
    });
    await check();
    expect(trouble()).toBe(
      'The browser did not allow this extension to reach chosen.example, so it could not be checked.',
    );
    expect(fetch).not.toHaveBeenCalled();
    expect(await choice(browser)).toBeNull();
  });

  it('a choice that is wrong changes nothing, keeps what was typed, and needs no permission', async () => {
    vi.stubGlobal('fetch', tenant({ status: 404 }));
    const former = { domain: 'former.example', clientId: 'former-client' };
    const browser = await openPage((fake) => keepChoice(fake, former));
    await check();
    expect(trouble()).toContain("chosen.example doesn't know this client ID");
    expect(document.activeElement?.id).toBe('client-id');
    expect(field('domain').value).toBe('chosen.example');
    expect(await choice(browser)).toEqual(former);
    expect([...browser.permissions.withheld]).toEqual([HOST]);
  });

  it('one check runs at a time', async () => {
    const { permissions } = await openPage();
    const [answer, resolve] = promiseOf<Response>();
    vi.stubGlobal('fetch', () => answer);
    submit();
    submit({ ...CHOSEN, domain: 'other.example' });
    expect(permissions.asked).toEqual([{ origins: [HOST] }]);
    expect(found()).toBe('Checking…');
    resolve(new Response('', { status: 404 }));
    await eventually(() => expect(element('check').getAttribute('aria-busy')).toBe('false'));
  });
});

describe('where another tab makes a choice during the check', () => {
  /** Checks `CHOSEN`; the other tab keeps `other` before the tenant answers with `status`. */
  async function checkWhile(other: typeof CHOSEN, status = 200): Promise<FakeBrowser> {
    const browser = await openPage((fake) => keepChoice(fake, null));
    const [answered, answer] = promiseOf<void>();
    const respond = tenant({ status });
    vi.stubGlobal('fetch', (address: string) => answered.then(() => respond(address)));
    submit();
    await settle();
    await keepChoice(browser, other);
    answer();
    await eventually(() => expect(element('check').getAttribute('aria-busy')).toBe('false'));
    await settle();
    return browser;
  }

  it('the later one applies, and the permission for the other is given back', async () => {
    const browser = await checkWhile({ domain: 'other.example', clientId: 'other-client' });
    expect(await choice(browser)).toEqual(CHOSEN);
    expect([...browser.permissions.withheld]).toEqual(['https://other.example/*']);
  });

  it('a check that fails leaves the permission that the other needs', async () => {
    const browser = await checkWhile({ ...CHOSEN, clientId: 'other-client' }, 404);
    expect([...browser.permissions.withheld]).toEqual([]);
  });

  it('one choice is made at a time', async () => {
    const locks = new MemoryLocks();
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks as unknown as LockManager);
    const browser = await openPage((fake) => keepChoice(fake, null));
    const [finished, finish] = promiseOf<void>();
    void locks.request(CHOICE_LOCK, () => finished);
    submit();
    await settle();
    expect(await choice(browser)).toBeNull();
    finish();
    await eventually(async () => expect(await choice(browser)).toEqual(CHOSEN));
  });
});

describe('where somebody is signed in, another choice', () => {
  it('says whom it logs out', async () => {
    await openPage((fake) => signIn(fake, signOut(fake)));
    expect(element('tenant-leaves').hidden).toBe(false);
    expect(element('tenant-leaves').textContent).toBe('Another choice first logs you out of tenant.example.');
  });

  it('logs out first, under the former choice, and gives the former permission back', async () => {
    const seen: unknown[] = [];
    const browser = await openPage((fake) =>
      signIn(fake, async () => {
        seen.push(await choice(fake));
        return signOut(fake)();
      }),
    );
    await check();
    expect(seen).toEqual([{ domain: 'tenant.example', clientId: 'unit-client' }]);
    expect(await choice(browser)).toEqual(CHOSEN);
    expect([...browser.permissions.withheld]).toEqual(['https://tenant.example/*']);
    expect(element('tenant-leaves').hidden).toBe(true);
    expect(trouble()).toBe('');
  });

  it('says what the former tenant could not be told', async () => {
    await openPage((fake) => signIn(fake, signOut(fake, ['refresh-token', 'tenant-session'])));
    await check();
    expect(found()).toContain('Found chosen.example');
    expect(trouble()).toContain('You are signed out here, but tenant.example could not be told');
  });

  it('does not count where the log-out failed', async () => {
    const failed = { type: 'failed', code: 'storage-failed', data: { reason: 'not-removed' } };
    const browser = await openPage((fake) => signIn(fake, async () => failed));
    await check();
    expect(trouble()).toContain('you are still signed in');
    expect(await choice(browser)).toMatchObject({ domain: 'tenant.example' });
    expect([...browser.permissions.withheld]).toEqual([HOST]);
  });

  it('logs nobody out where it is the same', async () => {
    const browser = await openPage((fake) => signIn(fake, () => Promise.reject(new Error('Nobody asks.'))));
    await check({ domain: 'tenant.example', clientId: 'unit-client' });
    expect(found()).toContain('Found tenant.example');
    expect((await browser.storage.local.get(SESSION_KEY))[SESSION_KEY]).toBeDefined();
  });

  it('keeps what is typed while the session changes', async () => {
    const browser = await openPage((fake) => signIn(fake, signOut(fake)));
    field('domain').value = 'half-typed';
    await browser.storage.local.remove(SESSION_KEY);
    await eventually(() => expect(element('tenant-leaves').hidden).toBe(true));
    expect(field('domain').value).toBe('half-typed');
  });
});

describe('where the organisation has chosen the tenant', () => {
  const managed = (browser: FakeBrowser) => {
    browser.storage.managed.values = { domain: 'theirs.example', clientId: 'their-client' };
    browser.permissions.withheld.add('https://theirs.example/*');
  };

  it('the person sees it and cannot change it', async () => {
    await openPage(managed);
    expect([field('domain').value, field('client-id').value]).toEqual(['theirs.example', 'their-client']);
    expect([field('domain').readOnly, field('client-id').readOnly]).toEqual([true, true]);
    expect(element('tenant-managed').textContent).toBe('Set by your organization');
  });

  it('the check asks for the permission, and keeps nothing', async () => {
    const browser = await openPage(managed);
    element('check').click();
    await eventually(() => expect(found()).toContain('Found theirs.example'));
    expect(browser.permissions.withheld.size).toBe(0);
    expect(await choice(browser)).toBeNull();
  });
});
