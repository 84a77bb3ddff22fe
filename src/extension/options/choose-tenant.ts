import { askToReach, giveUp, mayReach } from '../../sdk/browser/host-permission.ts';
import { browserIdentity } from '../../sdk/browser/identity.ts';
import { runAlone } from '../../sdk/browser/locks.ts';
import { type Responses, send } from '../../sdk/browser/messages.ts';
import { stableOrigin } from '../../sdk/browser/stable-origin.ts';
import { asLatchkeyError, type ErrorCode, LatchkeyError, signOutIncomplete } from '../../sdk/errors.ts';
import { formatChoiceError, formatError } from '../../sdk/locales/error-messages.ts';
import { translate } from '../../sdk/locales/translate.ts';
import { type ChosenTenant, isChoosable, tenantOf, tidyDomain } from '../../sdk/settings/tenant.ts';
import { isClientId } from '../../sdk/settings/values.ts';
import { createReadOnlySessionStore } from '../../sdk/storage/open-session-store.ts';
import { readSettings, saveOptions, subscribeSettings } from '../../sdk/storage/settings-store.ts';
import { checkChoice } from '../../sdk/use-cases/check-choice.ts';
import { config as built } from '../config.ts';
import { createTenantView, type TenantVerdict } from './tenant-view.ts';

/**
 * Joins the form in which a tenant is chosen, in a build that is for none, to what it does, and shows what counts.
 * `onChosen` is called when a choice counts.
 */
export async function startChoosingTenant(onChosen: () => void): Promise<void> {
  const session = createReadOnlySessionStore(built);
  let isChecking = false;
  const view = createTenantView({
    check: (domain, clientId) => {
      if (!isChecking) void check({ domain: tidyDomain(domain), clientId: clientId.trim() });
    },
    copy: (text) => navigator.clipboard.writeText(text),
  });
  const show = async () => {
    const { config, managed } = await readSettings(built);
    view.show({
      domain: config.domain,
      isManaged: managed.includes('domain'),
      isSignedIn: (await session.status()).kind === 'signed-in',
      redirectUrl: browserIdentity().redirectUrl,
      origin: stableOrigin(),
    });
  };
  // Nothing may be waited for before the browser has been asked for the permission.
  const check = async (chosen: ChosenTenant) => {
    const wrong = wrongField(chosen);
    if (wrong !== null) return view.tell(wrong);
    isChecking = true;
    const asked = askToReach(chosen.domain);
    view.tell({ kind: 'checking' });
    const verdict = await choose(chosen, asked);
    isChecking = false;
    view.tell(verdict);
    await show();
    if (verdict.kind !== 'found') return;
    view.fill(chosen);
    onChosen();
  };
  session.subscribe(() => void show());
  subscribeSettings(() => void show());
  view.fill((await readSettings(built)).config);
  await show();
}

/** What is wrong with what was typed, before anybody is asked. */
function wrongField({ domain, clientId }: ChosenTenant): TenantVerdict | null {
  if (!isChoosable(domain)) return { kind: 'wrong', field: 'domain', message: translate('domainWrong') };
  if (!isClientId(clientId))
    return { kind: 'wrong', field: 'client-id', message: translate('clientIdWrong') };
  return null;
}

/** Makes one choice at a time, in all tabs: each gives back the permission of the one before. */
const CHOICE_LOCK = 'latchkey.tenant-choice';

/** Checks the tenant and keeps it as the active one; `asked` is the browser's answer for its host. Never rejects. */
function choose(chosen: ChosenTenant, asked: Promise<boolean>): Promise<TenantVerdict> {
  return runAlone(CHOICE_LOCK, async () => {
    try {
      // Another tab, whose check failed, may have given the same host back.
      if (!(await asked) || !(await mayReach(chosen.domain))) throw refused(chosen);
      const connections = await checkChoice({ ...built, ...tenantOf(chosen) });
      const notice = await replace(chosen);
      return { kind: 'found', domain: chosen.domain, connections, notice };
    } catch (thrown) {
      const { config } = await readSettings(built);
      // A host that is no tenant of ours is none that we need to reach.
      await giveUp(chosen.domain, config.domain);
      const error = asLatchkeyError(thrown, 'storage-failed', { reason: 'option-not-saved' });
      return { kind: 'wrong', field: fieldOf(error.code), message: formatChoiceError(error) };
    }
  });
}

function refused({ domain }: ChosenTenant): LatchkeyError {
  return new LatchkeyError('host-not-permitted', { domain });
}

/** Where a person mends it. */
function fieldOf(code: ErrorCode): 'domain' | 'client-id' | null {
  switch (code) {
    case 'client-unknown':
      return 'client-id';
    case 'host-not-permitted':
    case 'settings-invalid':
    case 'tenant-failed':
    case 'tenant-unreachable':
      return 'domain';
    default:
      return null;
  }
}

/**
 * Makes `chosen` the active tenant. The user is signed out of the former application first, as by "Log out". Resolves with what
 * that could not end there, in words. Rejects if the session is still here, or the choice could not be kept.
 */
async function replace(chosen: ChosenTenant): Promise<string> {
  const { config: former } = await readSettings(built);
  if (former.domain === chosen.domain && former.clientId === chosen.clientId) return '';
  const status = await createReadOnlySessionStore(built).status();
  const { leftBehind } = status.kind === 'signed-out' ? NOTHING : await send({ type: 'sign-out' });
  await saveOptions({ tenant: chosen });
  await giveUp(former.domain, chosen.domain);
  return leftBehind.length === 0 ? '' : formatError(signOutIncomplete(leftBehind, former.domain));
}

const NOTHING: Responses['sign-out'] = { leftBehind: [] };
