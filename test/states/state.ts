/** What a person can find the popup, the diagnostics or the options in, and how the built extension gets there. */
import type { Page } from 'puppeteer-core';
import type { World } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import type { TenantChange } from '../tenant/tenant.ts';

/** What a state is shown by: `AUTH0_LOGIN` of the build, one for no tenant, or one whose browser an organisation manages. */
export type Build = 'embedded' | 'passwordless' | 'hosted' | 'no-tenant' | 'managed';

export const BUILDS: readonly Build[] = ['embedded', 'passwordless', 'hosted', 'no-tenant', 'managed'];

export interface State {
  /** Also the name of its pictures. */
  readonly name: string;
  /** What the person sees, in a sentence without a full stop. */
  readonly what: string;
  /** Default `embedded`. */
  readonly build?: Build;
  /** How the tenant is set up. */
  readonly tenant?: TenantChange;
  /** Leads from signed out, with nothing stored, to the state. Returns its page or popup. */
  reach(world: World): Promise<Page | Popup>;
}

export const buildOf = ({ build = 'embedded' }: State): Build => build;
