import {
  type ChosenTenant,
  createCoalescedRefresh,
  formatChoice,
  type TenantChoice,
  tidyDomain,
} from 'latchkey/options';
import { createTenantView, type TenantCheck } from './tenant-view.ts';

/**
 * Connects the tenant form to `choice` and shows it. Resolves when the form is shown. Calls `logFailure` with later errors.
 */
export async function startTenantForm(
  choice: TenantChoice,
  logFailure: (error: unknown) => void,
): Promise<void> {
  let check: TenantCheck = { kind: 'none' };
  const view = createTenantView({
    check: (domain, clientId) => {
      submit({ domain: tidyDomain(domain), clientId: clientId.trim() }).catch(logFailure);
    },
    copy: (text) => navigator.clipboard.writeText(text),
  });
  const update = createCoalescedRefresh({ read: choice.read, show: view.show });
  const setCheck = (next: TenantCheck) => {
    check = next;
    view.showCheck(next);
  };
  const submit = async (chosen: ChosenTenant) => {
    if (check.kind === 'checking') return;
    const field = choice.invalidField(chosen);
    if (field !== null) return setCheck({ kind: 'invalid', field });
    // Called before the first `await`, because it must be called from the user gesture.
    const outcome = choice.choose(chosen);
    setCheck({ kind: 'checking' });
    const result = await outcome;
    setCheck({ ...result, domain: chosen.domain, message: await formatChoice(result) });
    await update();
    if (check.kind === 'chosen') view.fill(chosen);
  };
  choice.subscribe(() => void update().catch(logFailure));
  view.fill(await choice.read());
  await update();
}
