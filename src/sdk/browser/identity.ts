import { hasWebAuthFlow } from './has-web-auth-flow.ts';
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
   * with `sign-in-cancelled` when the user closes the window, with `sign-in-running` if Chromium has another one open.
   */
  launch(url: URL, options: LaunchOptions): Promise<URL>;
}

/**
 * Returns the browser's own flow, else a tab; `tenant` is its origin. Flows without a window run beside each other and
 * beside one with a window. Chromium refuses a second window, Firefox closes the first one: `window-sign-in.ts` has one.
 */
export function browserIdentity(tenant: string): Identity {
  return hasWebAuthFlow() ? webAuthFlow() : tabFlow(tenant);
}
