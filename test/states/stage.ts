import type { Page } from 'puppeteer-core';
import { resetBrowser } from '../e2e/browser-pool.ts';
import { configurableWorld } from '../e2e/choose-tenant.ts';
import { createWorld, type World, type WorldOptions } from '../e2e/world.ts';
import type { BrowserKind } from '../support/browser.ts';
import { DEFAULT_USERS, type TenantChange } from '../tenant/tenant.ts';
import { BUILDS, type Build, buildOf, type State } from './state.ts';

/** The tenant's settings unless a state has others. */
const DEFAULT_TENANT: TenantChange = {
  users: DEFAULT_USERS,
  connections: [{ strategy: 'auth0' }],
};

/** Managed values: an option of each kind, and values that the options page doesn't offer. */
const MANAGED = { silent: false, logout: 'local', organization: 'acme', connections: ['acme-employees'] };

/** Reaches each state and calls `visit`. States of the same build share a browser. */
export async function visitStates(
  kind: BrowserKind,
  states: readonly State[],
  visit: (state: State, page: Page, world: World) => Promise<void>,
  options: Pick<WorldOptions, 'language'> = {},
): Promise<void> {
  for (const build of BUILDS) {
    const own = states.filter((state) => buildOf(state) === build);
    if (own.length === 0) continue;
    const world = await createWorld(kind, {
      ...(await buildOptions(kind, build)),
      // One of its states removes a permission.
      ...(build === 'embedded' ? { changesBrowser: true } : {}),
      ...options,
    });
    try {
      for (const [index, state] of own.entries())
        await visit(state, await reachState(world, state, index === 0), world);
    } finally {
      await world.end();
    }
  }
}

async function buildOptions(kind: BrowserKind, build: Build): Promise<WorldOptions> {
  const silentOff = { AUTH0_SILENT: 'off' };
  switch (build) {
    case 'no-tenant':
      return { environment: silentOff, ...(await configurableWorld(kind)) };
    case 'managed':
      return { environment: silentOff, managed: MANAGED };
    case 'embedded':
    case 'passwordless':
    case 'hosted':
      return { environment: { AUTH0_LOGIN: build, ...silentOff } };
  }
}

/**
 * Reaches a state in a world of its build, and returns its page. `isNew`: the browser needs no reset. If a background is stopped
 * while it is being installed, it might never respond.
 */
export async function reachState(world: World, state: State, isNew = false): Promise<Page> {
  world.tenant.clearFaults();
  if (!isNew) await resetBrowser(world.browser);
  world.tenant.configure({ ...DEFAULT_TENANT, ...state.tenant });
  try {
    const reached = await state.reach(world);
    return 'page' in reached ? reached.page : reached;
  } catch (cause) {
    throw new Error(`The state ${state.name} was not reached in ${world.browser.kind}.`, { cause });
  }
}
