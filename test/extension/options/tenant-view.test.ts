// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTenantView, type TenantState } from '../../../src/extension/options/tenant-view.ts';
import { openOptionsPage } from '../../support/unit/options-page.ts';
import { element } from '../../support/unit/popup-page.ts';
import { settle } from '../../support/unit/settle.ts';

const STATE: TenantState = {
  domain: 'tenant.example',
  isManaged: false,
  isSignedIn: false,
  redirectUrl: 'https://id.chromiumapp.org/',
  origin: 'chrome-extension://id',
};

beforeEach(() => openOptionsPage({ isConfigurable: true }));

function openView(copy: (text: string) => Promise<void> = async () => {}) {
  const actions = { check: vi.fn(), copy: vi.fn(copy) };
  const view = createTenantView(actions);
  view.show(STATE);
  return { actions, view };
}

const text = (id: string) => element(id).textContent;

describe('the form in which a tenant is chosen', () => {
  it('has what was typed checked, by the button as by the Enter key', () => {
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

  it('says what to do where it could not be copied, beside the verdict', async () => {
    const { view } = openView(() => Promise.reject(new Error('no')));
    view.tell({ kind: 'wrong', field: null, message: 'Not so.' });
    element('copy-origin').click();
    await settle();
    expect(text('tenant-copied')).toContain('Select it and copy it from there.');
    expect(element('tenant-copied').dataset.tone).toBe('trouble');
    expect(text('tenant-trouble')).toBe('Not so.');
  });

  it('says who is left by another choice, to somebody who can make one', () => {
    const { view } = openView();
    const leaves = () => (element('tenant-leaves').hidden ? null : text('tenant-leaves'));
    expect(leaves()).toBeNull();
    view.show({ ...STATE, isSignedIn: true });
    expect(leaves()).toBe('Another choice first logs you out of tenant.example.');
    view.show({ ...STATE, isSignedIn: true, isManaged: true });
    expect(leaves()).toBeNull();
  });
});

describe('the verdict', () => {
  it.each([
    [['Users', 'google'], 'Found tenant.example, with these connections: Users, google'],
    [
      [],
      'Found tenant.example. No connection is switched on for the application, so nobody can sign in yet.',
    ],
  ])('tells the connections: %j', (connections, words) => {
    openView().view.tell({ kind: 'found', domain: 'tenant.example', connections, notice: 'And this.' });
    expect(text('tenant-found')).toBe(words);
    expect(text('tenant-trouble')).toBe('And this.');
  });

  it('leads to the field that is wrong', () => {
    const { view } = openView();
    view.tell({ kind: 'wrong', field: 'client-id', message: 'Not so.' });
    expect(text('tenant-trouble')).toBe('Not so.');
    expect(text('tenant-found')).toBe('');
    expect(document.activeElement?.id).toBe('client-id');
    expect(element('client-id').getAttribute('aria-invalid')).toBe('true');
    expect(element('domain').getAttribute('aria-invalid')).toBe('false');
    view.tell({ kind: 'checking' });
    expect(element('client-id').getAttribute('aria-invalid')).toBe('false');
    expect(text('tenant-trouble')).toBe('');
  });
});
