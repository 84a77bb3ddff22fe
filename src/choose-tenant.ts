import { checkChoice } from './auth/check-choice.ts';
import { askToReach, giveUp } from './auth/host-permission.ts';
import { browserIdentity } from './auth/identity.ts';
import { stableOrigin } from './auth/stable-origin.ts';
import { config as built, type Config } from './config.ts';
import { asLatchkeyError, LatchkeyError } from './errors.ts';
import { translate } from './i18n/translate.ts';
import { send } from './messages.ts';
import { type ChosenTenant, isChoosable, tenantOf, tidyDomain } from './options/tenant.ts';
import { isClientId } from './options/values.ts';
import { createOpenSessionStore } from './storage/kept-session.ts';
import { keepOptions, readSettings } from './storage/kept-settings.ts';
import { createTenantView, type TenantVerdict } from './views/tenant-view.ts';

/** The part of the options page in which a tenant is chosen, in a build that is for none. */

/** Joins the form to what it does, and shows what counts. */
export async function startChoosingTenant(): Promise<void> {
  const session = createOpenSessionStore(built);
  const view = createTenantView({
    // Nothing may be waited for before the browser has been asked for the permission.
    check: (domain, clientId) => void check({ domain: tidyDomain(domain), clientId: clientId.trim() }),
    copy: (text) => navigator.clipboard.writeText(text),
  });
  const show = async () => {
    const { config, managed } = await readSettings(built);
    view.show({
      domain: config.domain,
      clientId: config.clientId,
      isManaged: managed.includes('domain'),
      isSignedIn: (await session.status()).kind === 'signed-in',
      redirectUrl: browserIdentity(config.tenant).redirectUrl,
      origin: await stableOrigin(),
    });
  };
  const check = async (chosen: ChosenTenant) => {
    const wrong = wrongField(chosen);
    if (wrong !== null) return view.tell(wrong);
    const asked = askToReach(chosen.domain);
    view.tell({ kind: 'checking' });
    view.tell(await choose(chosen, asked));
    await show();
  };
  session.subscribe(() => void show());
  await show();
}

/** What is wrong with what was typed, before anybody is asked. */
function wrongField({ domain, clientId }: ChosenTenant): TenantVerdict | null {
  if (!isChoosable(domain)) return { kind: 'wrong', field: 'domain', message: translate('domainWrong') };
  if (!isClientId(clientId))
    return { kind: 'wrong', field: 'client-id', message: translate('clientIdWrong') };
  return null;
}

/** Checks the tenant and keeps it as the one that counts; `asked` is the browser's answer for its host. */
async function choose(chosen: ChosenTenant, asked: Promise<boolean>): Promise<TenantVerdict> {
  const { config: former } = await readSettings(built);
  const config: Config = { ...built, ...tenantOf(chosen) };
  try {
    if (!(await asked)) throw new LatchkeyError('host-not-permitted', translate('tenantRefused', chosen));
    const connections = await checkChoice(config);
    await replace(former, chosen);
    return { kind: 'found', domain: chosen.domain, connections };
  } catch (thrown) {
    // A host that is no tenant of ours is none that we need to reach.
    if (chosen.domain !== former.domain) await giveUp(chosen.domain);
    const { code, message } = asLatchkeyError(thrown, 'storage-failed', translate('optionNotSaved'));
    const field = code === 'client-unknown' ? 'client-id' : code === 'storage-failed' ? null : 'domain';
    return { kind: 'wrong', field, message };
  }
}

/**
 * Makes `chosen` count. Whoever is signed in is signed out of the former application first, as by "Log out": where the former
 * tenant cannot be told, the session is gone here all the same. Rejects if it is still here, or the choice could not be kept.
 */
async function replace(former: Config, chosen: ChosenTenant): Promise<void> {
  if (former.domain === chosen.domain && former.clientId === chosen.clientId) return;
  const status = await createOpenSessionStore(built).status();
  if (status.kind !== 'signed-out') await send({ type: 'sign-out' });
  await keepOptions({ tenant: chosen });
  if (former.domain !== '' && former.domain !== chosen.domain) await giveUp(former.domain);
}
