// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTenantView } from '../../../src/extension/options/tenant-view.ts';
import { LatchkeyError, tenantUnreachable } from '../../../src/sdk/errors.ts';
import { openOptionsPage } from '../../support/unit/options-page.ts';
import { element } from '../../support/unit/popup-page.ts';
import { settle } from '../../support/unit/settle.ts';

const STATE = {
  domain: 'tenant.example',
  clientId: 'abc',
  isManaged: false,
  isSignedIn: false,
  redirectUrl: 'https://id.chromiumapp.org/',
  origin: 'chrome-extension://id',
};

beforeEach(() => openOptionsPage());

function openView(copy: (text: string) => Promise<void> = async () => {}) {
  const actions = { check: vi.fn(), copy: vi.fn(copy) };
  const view = createTenantView(actions);
  view.show(STATE);
  return { actions, view };
}

const text = (id: string) => element(id).textContent;

describe('the form that chooses a tenant', () => {
  it('checks the typed values, by the button and by the Enter key', () => {
    const { actions, view } = openView();
    view.fill({ domain: 'tenant.example', clientId: 'abc' });
    element('check').click();
    expect(actions.check).toHaveBeenCalledExactlyOnceWith('tenant.example', 'abc');
    expect(element('check').getAttribute('type')).toBe('submit');
  });

  it.each([
    ['redirect-url', STATE.redirectUrl],
    ['origin', STATE.origin],
  ])('copies what the application must list: %s', async (id, address) => {
    const { actions } = openView();
    expect(text(id)).toBe(address);
    expect(element(`copy-${id}`).getAttribute('aria-label')).toBe(`Copy ${address}`);
    element(`copy-${id}`).click();
    await settle();
    expect(actions.copy).toHaveBeenCalledExactlyOnceWith(address);
    expect(text('tenant-copied')).toBe('Copied');
  });

  it('shows what to do beside the result if it cannot be copied', async () => {
    const { view } = openView(() => Promise.reject(new Error('no')));
    view.showCheck({
      kind: 'failed',
      error: new LatchkeyError('storage-failed', { reason: 'option-not-saved' }),
      field: null,
      domain: 'other.example',
      message: "The option couldn't be saved.",
    });
    element('copy-origin').click();
    await settle();
    expect(text('tenant-copied')).toContain('Select the text and copy it');
    expect(element('tenant-copied').dataset.tone).toBe('error');
    expect(text('tenant-error')).toContain("couldn't be saved");
  });

  it('names the user who is signed out by another choice if the tenant can be changed', () => {
    const { view } = openView();
    const leaves = () => (element('tenant-leaves').hidden ? null : text('tenant-leaves'));
    expect(leaves()).toBeNull();
    view.show({ ...STATE, isSignedIn: true });
    expect(leaves()).toBe('Changing the tenant signs you out of tenant.example.');
    view.show({ ...STATE, isSignedIn: true, isManaged: true });
    expect(leaves()).toBeNull();
  });
});

describe('the result of a check', () => {
  const CHOSEN = { kind: 'chosen', domain: 'other.example', previousDomain: 'tenant.example' } as const;

  it.each([
    [['Users', 'google'], 'Connected to other.example. Connections: Users, google'],
    [
      [],
      "Connected to other.example, but the application has no connections enabled, so users can't sign in yet.",
    ],
  ])('lists the connections: %j', (connections, words) => {
    openView().view.showCheck({ ...CHOSEN, connections, failedSteps: [], message: '' });
    expect(text('tenant-found')).toBe(words);
    expect(text('tenant-error')).toBe('');
  });

  it('names what the sign-out could not end', () => {
    const message = 'You might still be signed in there.';
    openView().view.showCheck({ ...CHOSEN, connections: [], failedSteps: ['tenant-session'], message });
    expect(text('tenant-error')).toBe(message);
  });

  it('focuses the wrong field until the next check', () => {
    const { view } = openView();
    const error = tenantUnreachable('other.example', null);
    view.showCheck({
      kind: 'failed',
      error,
      field: 'clientId',
      domain: 'other.example',
      message: error.message,
    });
    expect(text('tenant-error')).toBe(error.message);
    expect(text('tenant-found')).toBe('');
    expect(document.activeElement?.id).toBe('client-id');
    const invalid = () => ['domain', 'client-id'].map((id) => element(id).getAttribute('aria-invalid'));
    expect(invalid()).toEqual(['false', 'true']);
    view.showCheck({ kind: 'checking' });
    expect(invalid()).toEqual(['false', 'false']);
    expect(text('tenant-error')).toBe('');
  });
});
