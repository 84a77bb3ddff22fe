// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startTenantForm } from '../../../src/extension/options/tenant-form.ts';
import { tenantUnreachable } from '../../../src/sdk/errors.ts';
import type { ChoiceOutcome, TenantFacts } from '../../../src/sdk/options.ts';
import { element, openOptionsPage } from '../../support/unit/extension-pages.ts';
import { eventually, settle } from '../../support/unit/settle.ts';

const FACTS: TenantFacts = {
  domain: 'tenant.example',
  clientId: 'abc',
  isManaged: false,
  isSignedIn: false,
  redirectUrl: 'https://id.chromiumapp.org/',
  origin: 'chrome-extension://id',
};
const CHOSEN: ChoiceOutcome = {
  kind: 'chosen',
  connections: [],
  previousDomain: 'other.example',
  failedSteps: [],
};

beforeEach(() => openOptionsPage());

async function openForm(facts: Partial<TenantFacts> = {}, outcome = CHOSEN) {
  const choose = vi.fn(async () => outcome);
  const read = async () => ({ ...FACTS, ...facts });
  await startTenantForm({ read, choose, subscribe: () => () => {}, invalidField: () => null }, (error) =>
    expect.fail(String(error)),
  );
  return choose;
}

const click = async (id: string) => {
  element(id).click();
  await settle();
};
const text = (id: string) => element(id).textContent;

describe('the tenant form', () => {
  it('checks the typed values when the form is submitted', async () => {
    const choose = await openForm();
    await click('check');
    expect(choose).toHaveBeenCalledExactlyOnceWith({ domain: 'tenant.example', clientId: 'abc' });
    expect(element('check').getAttribute('type')).toBe('submit');
  });

  it.each([
    ['redirect-url', FACTS.redirectUrl],
    ['origin', FACTS.origin],
  ])('copies the value for the Auth0 Dashboard when #copy-%s is clicked', async (id, address) => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await openForm();
    expect(text(id)).toBe(address);
    expect(element(`copy-${id}`).getAttribute('aria-label')).toBe(`Copy ${address}`);
    await click(`copy-${id}`);
    expect(writeText).toHaveBeenCalledExactlyOnceWith(address);
    expect(text('tenant-copied')).toBe('Copied');
  });

  it('shows what to do next to the result of the check when the browser refuses to copy', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
    await openForm();
    await click('check');
    await eventually(() => expect(text('tenant-found')).toContain('Connected to tenant.example'));
    await click('copy-origin');
    expect(text('tenant-copied')).toContain('Select the text and copy it');
    expect(element('tenant-copied').dataset.tone).toBe('error');
    expect(text('tenant-found')).toContain('Connected to tenant.example');
  });

  it.each([
    [{}, true],
    [{ isSignedIn: true }, false],
    [{ isSignedIn: true, isManaged: true }, true],
  ])('warns about the sign-out when a signed-in user can change the tenant: %j', async (facts, isHidden) => {
    await openForm(facts);
    expect(element('tenant-leaves').hidden).toBe(isHidden);
    expect(text('tenant-leaves')).toBe('Changing the tenant signs you out of tenant.example.');
  });

  it.each([
    [['Users', 'google'], 'Connected to tenant.example. Connections: Users, google'],
    [
      [],
      "Connected to tenant.example, but the application has no connections enabled, so users can't sign in yet.",
    ],
  ])('lists the connections when the tenant is chosen: %j', async (connections, message) => {
    await openForm({}, { ...CHOSEN, connections });
    await click('check');
    expect([text('tenant-found'), text('tenant-error')]).toEqual([message, '']);
  });

  it('shows which sign-out failed when the tenant is chosen', async () => {
    await openForm({}, { ...CHOSEN, failedSteps: ['tenant-session'] });
    await click('check');
    expect(text('tenant-error')).toContain('You might still be signed in there.');
  });

  it('marks and focuses the wrong field until the next check when the check fails', async () => {
    const error = tenantUnreachable('tenant.example', null);
    const choose = await openForm({}, { kind: 'failed', error, field: 'clientId' });
    await click('check');
    const invalid = () => ['domain', 'client-id'].map((id) => element(id).getAttribute('aria-invalid'));
    expect(text('tenant-error')).toContain("tenant.example couldn't be reached");
    expect(text('tenant-found')).toBe('');
    expect(document.activeElement?.id).toBe('client-id');
    expect(invalid()).toEqual(['false', 'true']);
    choose.mockReturnValue(new Promise(() => {}));
    await click('check');
    expect(invalid()).toEqual(['false', 'false']);
    expect(text('tenant-error')).toBe('');
  });
});
