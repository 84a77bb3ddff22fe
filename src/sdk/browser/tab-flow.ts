import browser, { type Tabs } from 'webextension-polyfill';
import { noInstantAnswer, signInCancelled } from '../errors.ts';
import { checkHostPermission } from './host-permission.ts';
import type { Identity, LaunchOptions } from './identity.ts';
import { tabCallback } from './tab-callback.ts';
import { UNSEEN_FLOW_TIMEOUT, withTimeout } from './timeout.ts';

/**
 * The way for browsers without `identity.launchWebAuthFlow`. The person goes on in a tab, which is closed when
 * it reaches the redirect address; where nobody is to be asked, a request follows the tenant's redirects. The
 * redirect address is of the tenant, so that the one permission for its host shows it to both.
 */
export function tabFlow(tenant: string): Identity {
  const redirectUrl = tabCallback(tenant);
  return {
    redirectUrl,
    async launch(url, { interactive, leavesTenant = false, onTab }) {
      if (interactive) {
        await checkHostPermission(new URL(tenant).host);
        return redirectIn(() => openTab(url, true), redirectUrl, onTab);
      }
      try {
        return await (leavesTenant
          ? redirectBehind(url, redirectUrl)
          : redirectOf(await request(url), redirectUrl));
      } catch (cause) {
        throw noInstantAnswer(cause);
      }
    },
  };
}

/** Goes on in the tab that a background has left open which was stopped meanwhile. */
export function resumeTab(tabId: number, tenant: string): Promise<URL> {
  const find = () =>
    browser.tabs.get(tabId).catch((cause: unknown) => {
      throw signInCancelled(cause);
    });
  return redirectIn(find, tabCallback(tenant));
}

function openTab(url: URL, active: boolean): Promise<Tabs.Tab> {
  return browser.tabs.create({ url: url.href, active });
}

/** An identity provider's log-out is at another host, which a request of ours may not follow to. */
async function redirectBehind(url: URL, redirectUrl: string): Promise<URL> {
  const opened = openTab(url, false);
  const redirect = redirectIn(() => opened, redirectUrl);
  return withTimeout(redirect, UNSEEN_FLOW_TIMEOUT).finally(async () => close(await opened));
}

function request(url: URL): Promise<Response> {
  return fetch(url, {
    credentials: 'include',
    cache: 'no-store',
    signal: AbortSignal.timeout(UNSEEN_FLOW_TIMEOUT),
  });
}

function redirectOf({ url }: Response, redirectUrl: string): URL {
  const redirect = asRedirect(url, redirectUrl);
  if (redirect === null) throw new Error('The tenant has shown a page.');
  return redirect;
}

/**
 * Resolves with the redirect when the tab that `open` gives reaches it, and closes the tab; what other tabs reach
 * does not count. Rejects with `sign-in-cancelled` if the tab is closed before.
 */
async function redirectIn(
  open: () => Promise<Tabs.Tab>,
  redirectUrl: string,
  onTab: LaunchOptions['onTab'] = async () => {},
): Promise<URL> {
  const watch = watchTab(open, redirectUrl);
  try {
    const tab = await watch.tab;
    await onTab(tab.id ?? null);
    const redirect = asRedirect(tab.url, redirectUrl) ?? (await watch.redirect);
    await close(tab);
    return redirect;
  } finally {
    watch.stop();
    await onTab(null);
  }
}

/** Listens before it opens the tab, which could be faster than the answer that tells its id. */
function watchTab(open: () => Promise<Tabs.Tab>, redirectUrl: string) {
  let onUpdated = (_tabId: number, _change: Tabs.OnUpdatedChangeInfoType) => {};
  let onRemoved = (_tabId: number) => {};
  const redirect = new Promise<URL>((resolve, reject) => {
    onUpdated = async (tabId, { url }) => {
      const reached = asRedirect(url, redirectUrl);
      if (reached !== null && (await isOurs(tabId))) resolve(reached);
    };
    onRemoved = async (tabId) => {
      if (await isOurs(tabId)) reject(signInCancelled());
    };
  });
  // The tab may be closed while nobody waits for it yet.
  redirect.catch(() => {});
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.tabs.onRemoved.addListener(onRemoved);
  const tab = open();
  const isOurs = (tabId: number) =>
    tab.then(
      ({ id }) => id === tabId,
      () => false,
    );
  const stop = () => {
    browser.tabs.onUpdated.removeListener(onUpdated);
    browser.tabs.onRemoved.removeListener(onRemoved);
  };
  return { tab, redirect, stop };
}

/** The address if it is the redirect address, whatever its query. */
function asRedirect(address: string | undefined, redirectUrl: string): URL | null {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : null;
  return url !== null && url.origin + url.pathname === redirectUrl ? url : null;
}

/** Closes a tab, unless somebody has done so meanwhile. */
async function close({ id }: Tabs.Tab): Promise<void> {
  if (id !== undefined) await browser.tabs.remove(id).catch(() => {});
}
