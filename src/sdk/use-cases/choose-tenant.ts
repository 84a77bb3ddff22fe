import {
  hasHostPermission,
  removeHostPermission,
  requestHostPermission,
} from '../browser/host-permission.ts';
import { browserIdentity } from '../browser/identity.ts';
import { send } from '../browser/messages.ts';
import { withLock } from '../browser/optional-api.ts';
import { stableOrigin } from '../browser/stable-origin.ts';
import type { Config, Configurable } from '../config.ts';
import {
  asLatchkeyError,
  type ErrorCode,
  LatchkeyError,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { type ChosenTenant, isChoosable, isClientId, tenantOf } from '../settings/values.ts';
import type { FailedStep } from '../storage/journal.ts';
import { createReadOnlySessionStore } from '../storage/open-session-store.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import { checkTenant } from '../tenant/check-tenant.ts';
import { connectionsOf, loadClientSettings } from '../tenant/client-settings.ts';
import { isServerError } from '../tenant/endpoints.ts';

/** Data for the form in which the user chooses the tenant. */
export interface TenantFacts extends ChosenTenant {
  /** Whether the administrator has set the tenant. */
  readonly isManaged: boolean;
  /** Whether a user is signed in. Another choice signs the user out. */
  readonly isSignedIn: boolean;
  /** Callback URL that the application must list in the Auth0 Dashboard. */
  readonly redirectUrl: string;
  /** Origin that the application must list in the Auth0 Dashboard. */
  readonly origin: string;
}

export type TenantField = 'domain' | 'clientId';

/** The result of a choice. */
export type ChoiceOutcome =
  | {
      readonly kind: 'chosen';
      readonly connections: readonly string[];
      /** Domain of the previous tenant, and the steps of the sign-out that failed there. */
      readonly previousDomain: string;
      readonly failedSteps: readonly FailedStep[];
    }
  /** `field` is the field that the user can correct, or `null`. `formatChoice` returns the message. */
  | { readonly kind: 'failed'; readonly error: LatchkeyError; readonly field: TenantField | null };

/** The choice of a tenant in a configurable build. */
export interface TenantChoice {
  read(): Promise<TenantFacts>;
  /** Calls `listener` when the result of `read` might have changed. Returns an unsubscribe function. */
  subscribe(listener: () => void): () => void;
  /** Returns the first field whose value isn't valid, or `null`. */
  invalidField(chosen: ChosenTenant): TenantField | null;
  /**
   * Requests the host permission, checks the tenant and makes it the active one. If a user is signed in with another choice,
   * signs the user out first. Must be called from a user gesture. Never rejects.
   */
  choose(chosen: ChosenTenant): Promise<ChoiceOutcome>;
}

/**
 * Name of the Web Lock that allows one choice at a time in all tabs. Each choice removes the previous tenant's host permission.
 */
const CHOICE_LOCK = 'latchkey.tenant-choice';

/** Returns the tenant choice for the build configuration `config`, which must be configurable. */
export function createTenantChoice(
  config: Config & { readonly configurable: Configurable },
  settings: SettingsStore,
): TenantChoice {
  const session = createReadOnlySessionStore(config, settings);

  /** Saves the choice, after a sign-out if necessary. Rejects if the session is still stored or the choice couldn't be saved. */
  const replace = async (chosen: ChosenTenant) => {
    const { config: previous } = await settings.read();
    const { domain: previousDomain } = previous;
    if (previousDomain === chosen.domain && previous.clientId === chosen.clientId)
      return { previousDomain, failedSteps: [] };
    const isSignedOut = (await session.status()).kind === 'signed-out';
    const { failedSteps } = isSignedOut ? { failedSteps: [] } : await send({ type: 'sign-out' });
    await settings.save({ tenant: chosen });
    await removeHostPermission(previousDomain, chosen.domain);
    return { previousDomain, failedSteps };
  };

  const choose = async (chosen: ChosenTenant, isPermitted: Promise<boolean>): Promise<ChoiceOutcome> => {
    try {
      // Another tab whose check failed might have removed the permission for the same host.
      if (!(await isPermitted) || !(await hasHostPermission(chosen.domain)))
        throw new LatchkeyError('host-not-permitted', { domain: chosen.domain });
      const connections = await checkChoice({ ...config, ...tenantOf(chosen) });
      return { kind: 'chosen', connections, ...(await replace(chosen)) };
    } catch (thrown) {
      const { config: active } = await settings.read();
      await removeHostPermission(chosen.domain, active.domain);
      const error = asLatchkeyError(thrown, 'storage-failed', { reason: 'option-not-saved' });
      return { kind: 'failed', error, field: fieldToCorrect(error.code) };
    }
  };

  return {
    read: async () => {
      const { config: active, managed } = await settings.read();
      return {
        domain: active.domain,
        clientId: active.clientId,
        isManaged: managed.includes('domain'),
        isSignedIn: (await session.status()).kind === 'signed-in',
        redirectUrl: browserIdentity().redirectUrl,
        origin: stableOrigin(),
      };
    },
    subscribe(listener) {
      const unsubscribe = [session.subscribe(listener), settings.subscribe(listener)];
      return () => {
        for (const stop of unsubscribe) stop();
      };
    },
    invalidField({ domain, clientId }) {
      if (!isChoosable(domain, config.configurable)) return 'domain';
      return isClientId(clientId) ? null : 'clientId';
    },
    choose(chosen) {
      // Called before anything is awaited, because browsers show the prompt only during a user gesture.
      const isPermitted = requestHostPermission(chosen.domain);
      return withLock(CHOICE_LOCK, () => choose(chosen, isPermitted));
    },
  };
}

/**
 * Checks that the tenant and the application exist. Resolves with the names of the application's connections. Rejects with
 * `tenant-unreachable`, `tenant-failed`, `tenant-intercepted`, `client-unknown` or `settings-invalid`: see `formatChoiceError`.
 */
export async function checkChoice(
  config: Config,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<string[]> {
  const tenant = await checkTenant(config, { fetch });
  if (tenant.kind === 'unreachable') throw tenantUnreachable(config.domain, tenant);
  // A tenant never refuses a request for its keys, but a proxy or a firewall might.
  if ([401, 403, 407, 451].includes(tenant.status)) throw tenantIntercepted(config.domain, tenant.status);
  if (!tenant.isKeySet && !isServerError(tenant.status)) {
    const description = 'they come with no key set';
    throw new LatchkeyError('settings-invalid', { domain: config.domain, description });
  }
  // If the tenant has a server error, this request rejects too.
  return connectionsOf(await loadClientSettings(config, fetch)).map(({ name }) => name);
}

function fieldToCorrect(code: ErrorCode): TenantField | null {
  switch (code) {
    case 'client-unknown':
      return 'clientId';
    case 'host-not-permitted':
    case 'settings-invalid':
    case 'tenant-failed':
    case 'tenant-unreachable':
      return 'domain';
    default:
      return null;
  }
}
