import type { Page } from 'puppeteer-core';
import type { World } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import type { TenantChange } from '../tenant/tenant.ts';

/** The build that has a state: a value of `AUTH0_LOGIN`, a configurable build, or a browser with a policy. */
export type Build = 'embedded' | 'passwordless' | 'hosted' | 'no-tenant' | 'managed';

export const BUILDS: readonly Build[] = ['embedded', 'passwordless', 'hosted', 'no-tenant', 'managed'];

/** A state of a page, and the steps that lead to it in the built extension. */
export interface State {
  /** Also the name of its pictures in the gallery. */
  readonly name: string;
  /** A sentence without a period. */
  readonly what: string;
  /** Default `embedded`. */
  readonly build?: Build;
  /** The tenant's settings. */
  readonly tenant?: TenantChange;
  /** Reaches the state in a browser without stored data. Returns its page or popup. */
  reach(world: World): Promise<Page | Popup>;
}

export const buildOf = ({ build = 'embedded' }: State): Build => build;
