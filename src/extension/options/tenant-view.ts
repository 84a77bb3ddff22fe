import { translate } from '../../sdk/locales/translate.ts';
import { expectElement } from '../shared/elements.ts';
import { sayWhoSet } from './managed-mark.ts';

/** What the form shows in which a tenant is chosen. */
export interface TenantState {
  /** The domain that counts at this moment; empty as long as nothing is chosen. */
  readonly domain: string;
  /** Whether the organisation has set it. */
  readonly isManaged: boolean;
  /** Whether somebody is signed in, whom another choice signs out. */
  readonly isSignedIn: boolean;
  /** What the dashboard must list. */
  readonly redirectUrl: string;
  readonly origin: string;
}

/** What became of a check. */
export type TenantVerdict =
  | { readonly kind: 'checking' }
  | {
      readonly kind: 'found';
      readonly domain: string;
      readonly connections: readonly string[];
      /** What the person should know beside that, or nothing. */
      readonly notice: string;
    }
  | { readonly kind: 'wrong'; readonly field: 'domain' | 'client-id' | null; readonly message: string };

/** What a person does there. */
export interface TenantActions {
  /** Called in the turn of the click, with what was typed. */
  check(domain: string, clientId: string): void;
  copy(text: string): Promise<void>;
}

/** The face of the form in `tenant.html`. */
export interface TenantView {
  show(state: TenantState): void;
  /** Puts what counts into the fields, in the place of what was typed. */
  fill(chosen: { readonly domain: string; readonly clientId: string }): void;
  tell(verdict: TenantVerdict): void;
}

const FIELDS = ['domain', 'client-id'] as const;

/** Joins the form to `actions`. Its words are there already, as the whole page's are. */
export function createTenantView(actions: TenantActions): TenantView {
  expectElement('tenant', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    actions.check(field('domain').value, field('client-id').value);
  });
  for (const id of ['redirect-url', 'origin']) {
    const button = expectElement(`copy-${id}`, HTMLButtonElement);
    button.addEventListener('click', () => {
      actions.copy(expectElement(id, HTMLElement).textContent).then(
        () => say('tenant-copied', translate('copied')),
        () => say('tenant-copied', translate('copyRefused'), 'trouble'),
      );
    });
  }
  return { show, fill, tell };
}

function fill({ domain, clientId }: { readonly domain: string; readonly clientId: string }): void {
  field('domain').value = domain;
  field('client-id').value = clientId;
}

function show({ domain, isManaged, isSignedIn, redirectUrl, origin }: TenantState): void {
  for (const id of FIELDS) field(id).readOnly = isManaged;
  sayWhoSet('tenant-managed', isManaged);
  const leaves = expectElement('tenant-leaves', HTMLElement);
  leaves.hidden = !isSignedIn || isManaged;
  leaves.textContent = translate('tenantLeaves', { domain });
  expectElement('redirect-url', HTMLElement).textContent = redirectUrl;
  expectElement('origin', HTMLElement).textContent = origin;
  for (const [id, of] of [
    ['redirect-url', redirectUrl],
    ['origin', origin],
  ] as const)
    expectElement(`copy-${id}`, HTMLElement).setAttribute('aria-label', `${translate('copy')} ${of}`);
}

function tell(verdict: TenantVerdict): void {
  const isChecking = verdict.kind === 'checking';
  // Not of the form: a screen reader would then say nothing of its state.
  expectElement('check', HTMLButtonElement).setAttribute('aria-busy', String(isChecking));
  say('tenant-trouble', trouble(verdict), 'trouble');
  say('tenant-found', found(verdict));
  const wrong = verdict.kind === 'wrong' ? verdict.field : null;
  for (const id of FIELDS) field(id).setAttribute('aria-invalid', String(id === wrong));
  if (wrong !== null) field(wrong).focus();
}

function trouble(verdict: TenantVerdict): string {
  switch (verdict.kind) {
    case 'checking':
      return '';
    case 'found':
      return verdict.notice;
    case 'wrong':
      return verdict.message;
  }
}

function found(verdict: TenantVerdict): string {
  switch (verdict.kind) {
    case 'checking':
      return translate('tenantChecking');
    case 'found': {
      const { domain, connections } = verdict;
      return connections.length === 0
        ? translate('tenantFoundEmpty', { domain })
        : translate('tenantFound', { domain, connections: connections.join(', ') });
    }
    case 'wrong':
      return '';
  }
}

function field(id: (typeof FIELDS)[number]): HTMLInputElement {
  return expectElement(id, HTMLInputElement);
}

function say(
  id: 'tenant-found' | 'tenant-trouble' | 'tenant-copied',
  text: string,
  tone: 'good' | 'trouble' = 'good',
): void {
  const element = expectElement(id, HTMLElement);
  element.dataset.tone = tone;
  if (element.textContent !== text) element.textContent = text;
}
