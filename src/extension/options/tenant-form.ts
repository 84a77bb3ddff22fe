import {
  type ChoiceOutcome,
  type ChosenTenant,
  createCoalescedRefresh,
  formatChoice,
  type TenantChoice,
  type TenantFacts,
  type TenantField,
  tidyDomain,
} from 'latchkey/options';
import { expectElement } from '../shared/page.ts';
import { translate } from '../shared/translate.ts';

/** State of the check. At the end, the result of `TenantChoice.choose`, with the chosen domain and the message for the user. */
type TenantCheck =
  | { readonly kind: 'none' | 'checking' }
  | { readonly kind: 'invalid'; readonly field: TenantField }
  | (ChoiceOutcome & { readonly domain: string; readonly message: string });

/** Element ID of each field. */
const FIELDS = { domain: 'domain', clientId: 'client-id' } as const satisfies Record<TenantField, string>;
const INPUTS = Object.values(FIELDS);

/**
 * Shows the form `#tenant` of the translated `options.html` and connects it to `choice`. Resolves when the form is filled.
 * Calls `logFailure` with later errors.
 */
export async function startTenantForm(
  choice: TenantChoice,
  logFailure: (error: unknown) => void,
): Promise<void> {
  let check: TenantCheck = { kind: 'none' };
  const update = createCoalescedRefresh({ read: choice.read, show });
  const setCheck = (next: TenantCheck) => {
    check = next;
    showCheck(next);
  };
  const submit = async () => {
    if (check.kind === 'checking') return;
    const chosen = {
      domain: tidyDomain(input('domain').value),
      clientId: input('client-id').value.trim(),
    };
    const field = choice.invalidField(chosen);
    if (field !== null) return setCheck({ kind: 'invalid', field });
    // Called before the first `await`, because it must be called from the user gesture.
    const outcome = choice.choose(chosen);
    setCheck({ kind: 'checking' });
    const result = await outcome;
    setCheck({ ...result, domain: chosen.domain, message: await formatChoice(result) });
    await update();
    if (check.kind === 'chosen') fill(chosen);
  };
  const form = expectElement('tenant', HTMLFormElement);
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit().catch(logFailure);
  });
  for (const id of ['redirect-url', 'origin']) {
    expectElement(`copy-${id}`, HTMLButtonElement).addEventListener('click', () => {
      navigator.clipboard.writeText(expectElement(id, HTMLElement).textContent).then(
        () => showText('tenant-copied', translate('copied')),
        () => showText('tenant-copied', translate('copyRefused'), 'error'),
      );
    });
  }
  choice.subscribe(() => void update().catch(logFailure));
  fill(await choice.read());
  await update();
}

/**
 * Shows next to a field whether a policy has set it. The element describes the field (`aria-describedby`). It is empty if the
 * field is not managed, because screen readers also read hidden descriptions.
 * https://www.w3.org/TR/accname-1.2/#comp_hidden_not_referenced
 */
export function markManaged(id: string, isManaged: boolean): void {
  expectElement(id, HTMLElement).textContent = isManaged ? translate('managed') : '';
}

function fill({ domain, clientId }: ChosenTenant): void {
  input('domain').value = domain;
  input('client-id').value = clientId;
}

function show({ domain, isManaged, isSignedIn, redirectUrl, origin }: TenantFacts): void {
  for (const id of INPUTS) input(id).readOnly = isManaged;
  markManaged('tenant-managed', isManaged);
  const leaves = expectElement('tenant-leaves', HTMLElement);
  leaves.hidden = !isSignedIn || isManaged;
  leaves.textContent = translate('tenantLeaves', { domain });
  for (const [id, address] of Object.entries({ 'redirect-url': redirectUrl, origin })) {
    expectElement(id, HTMLElement).textContent = address;
    expectElement(`copy-${id}`, HTMLElement).setAttribute('aria-label', `${translate('copy')} ${address}`);
  }
}

function showCheck(check: TenantCheck): void {
  // Not on the form: screen readers would then announce nothing in it.
  expectElement('check', HTMLButtonElement).setAttribute('aria-busy', String(check.kind === 'checking'));
  showText('tenant-error', formatFailure(check), 'error');
  showText('tenant-found', formatProgress(check));
  const wrong = 'field' in check && check.field !== null ? FIELDS[check.field] : null;
  for (const id of INPUTS) input(id).setAttribute('aria-invalid', String(id === wrong));
  if (wrong !== null) input(wrong).focus();
}

function formatFailure(check: TenantCheck): string {
  if ('message' in check) return check.message;
  if (check.kind !== 'invalid') return '';
  return translate(check.field === 'domain' ? 'domainWrong' : 'clientIdWrong');
}

function formatProgress(check: TenantCheck): string {
  if (check.kind === 'checking') return translate('tenantChecking');
  if (check.kind !== 'chosen') return '';
  const { domain, connections } = check;
  return connections.length === 0
    ? translate('tenantFoundEmpty', { domain })
    : translate('tenantFound', { domain, connections: connections.join(', ') });
}

function input(id: (typeof INPUTS)[number]): HTMLInputElement {
  return expectElement(id, HTMLInputElement);
}

function showText(
  id: 'tenant-found' | 'tenant-error' | 'tenant-copied',
  text: string,
  tone: 'good' | 'error' = 'good',
): void {
  const element = expectElement(id, HTMLElement);
  element.dataset.tone = tone;
  // Screen readers would announce the same text again.
  if (element.textContent !== text) element.textContent = text;
}
