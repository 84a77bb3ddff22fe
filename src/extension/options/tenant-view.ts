import type { ChoiceOutcome, ChosenTenant, TenantFacts, TenantField } from 'latchkey/options';
import { expectElement } from '../shared/elements.ts';
import { translate } from '../shared/translate.ts';
import { sayWhoSet } from './managed-mark.ts';

/** State of the check. At the end, the result of `TenantChoice.choose`, with the chosen domain and the message for the user. */
export type TenantCheck =
  | { readonly kind: 'none' | 'checking' }
  | { readonly kind: 'invalid'; readonly field: TenantField }
  | (ChoiceOutcome & { readonly domain: string; readonly message: string });

/** Callbacks for the user's actions in the form. */
export interface TenantActions {
  /** Called from a user gesture, with the typed values. */
  check(domain: string, clientId: string): void;
  copy(text: string): Promise<void>;
}

/** The form `#tenant` of `options.html`. */
export interface TenantView {
  show(facts: TenantFacts): void;
  /** Replaces the values of the fields. */
  fill(chosen: ChosenTenant): void;
  showCheck(check: TenantCheck): void;
}

/** Element ID of each field. */
const FIELDS = { domain: 'domain', clientId: 'client-id' } as const satisfies Record<TenantField, string>;
const INPUTS = Object.values(FIELDS);

/** Shows the form and connects it to `actions`. The page must already be translated. */
export function createTenantView(actions: TenantActions): TenantView {
  const form = expectElement('tenant', HTMLFormElement);
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.check(field('domain').value, field('client-id').value);
  });
  for (const id of ['redirect-url', 'origin']) {
    const button = expectElement(`copy-${id}`, HTMLButtonElement);
    button.addEventListener('click', () => {
      actions.copy(expectElement(id, HTMLElement).textContent).then(
        () => say('tenant-copied', translate('copied')),
        () => say('tenant-copied', translate('copyRefused'), 'error'),
      );
    });
  }
  return { show, fill, showCheck };
}

function fill({ domain, clientId }: ChosenTenant): void {
  field('domain').value = domain;
  field('client-id').value = clientId;
}

function show({ domain, isManaged, isSignedIn, redirectUrl, origin }: TenantFacts): void {
  for (const id of INPUTS) field(id).readOnly = isManaged;
  sayWhoSet('tenant-managed', isManaged);
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
  say('tenant-error', formatFailure(check), 'error');
  say('tenant-found', formatProgress(check));
  const wrong = 'field' in check && check.field !== null ? FIELDS[check.field] : null;
  for (const id of INPUTS) field(id).setAttribute('aria-invalid', String(id === wrong));
  if (wrong !== null) field(wrong).focus();
}

function formatFailure(check: TenantCheck): string {
  switch (check.kind) {
    case 'none':
    case 'checking':
      return '';
    case 'invalid':
      return translate(check.field === 'domain' ? 'domainWrong' : 'clientIdWrong');
    case 'chosen':
    case 'failed':
      return check.message;
  }
}

function formatProgress(check: TenantCheck): string {
  if (check.kind === 'checking') return translate('tenantChecking');
  if (check.kind !== 'chosen') return '';
  const { domain, connections } = check;
  return connections.length === 0
    ? translate('tenantFoundEmpty', { domain })
    : translate('tenantFound', { domain, connections: connections.join(', ') });
}

function field(id: (typeof INPUTS)[number]): HTMLInputElement {
  return expectElement(id, HTMLInputElement);
}

function say(
  id: 'tenant-found' | 'tenant-error' | 'tenant-copied',
  text: string,
  tone: 'good' | 'error' = 'good',
): void {
  const element = expectElement(id, HTMLElement);
  element.dataset.tone = tone;
  if (element.textContent !== text) element.textContent = text;
}
