import { hasWebAuthFlow } from './has-web-auth-flow.ts';
import { runSilently, runWithWindow } from './one-flow.ts';
import { tabFlow } from './tab-flow.ts';
import { webAuthFlow } from './web-auth-flow.ts';

/** How an address is to be opened. */
export interface LaunchOptions {
  /** Whether the person may see it and be asked something. */
  readonly interactive: boolean;
  /** Whether the way back may lead over other hosts than the tenant's, though nobody is asked anything. */
  readonly leavesTenant?: boolean;
  /** Hears the id of the tab where the person goes on, and `null` when it is of no use any more. */
  readonly onTab?: (tabId: number | null) => Promise<void>;
}

/** The browser's way to the tenant's `/authorize` and back. */
export interface Identity {
  /** The address that the tenant sends people back to; it must be among its Allowed Callback URLs. */
  readonly redirectUrl: string;
  /**
   * Opens `url` and resolves with the redirect address, query and all. Without `interactive` no window opens
   * and anything but a plain redirect rejects with `interaction-required`; `diagnose.ts` finds out why. Rejects
   * with `sign-in-cancelled` when the person closes the window, with `sign-in-running` while another is open, with
   * `tenant-unreachable` when no window comes.
   */
  launch(url: URL, options: LaunchOptions): Promise<URL>;
}

/** The browser's own flow where it has one, else a tab; one at a time either way. `tenant` is its origin. */
export function browserIdentity(tenant: string): Identity {
  const { redirectUrl, launch } = hasWebAuthFlow() ? webAuthFlow() : tabFlow(tenant);
  return {
    redirectUrl,
    launch: (url, options) => (options.interactive ? runWithWindow : runSilently)(() => launch(url, options)),
  };
}
