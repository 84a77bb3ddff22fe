// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startDiagnosticsPage } from '../../../src/extension/diagnostics/diagnostics-page.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { element, openDiagnosticsPage } from '../../support/unit/extension-pages.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';
import { settle } from '../../support/unit/settle.ts';

beforeEach(() => {
  resetFakeBrowser();
  openDiagnosticsPage();
  vi.stubGlobal('fetch', async () => new Response('{"keys":[]}'));
});

async function openPage(config = unitConfig()): Promise<void> {
  startDiagnosticsPage(config);
  await settle();
}

const click = async (id: string) => {
  element(id).click();
  await settle();
};

const report = () => element('report').textContent;

describe('the diagnostics page', () => {
  it('shows the report', async () => {
    await openPage();
    expect(document.title).toBe('Latchkey diagnostics');
    expect(report()).toMatch(/^## Latchkey diagnostics\n/);
    expect(report()).toContain('- **Result:** status 200');
    expect(element('report').getAttribute('aria-busy')).toBe('false');
  });

  it('shows the report in English, left to right, when the page is in Arabic', async () => {
    setBrowserLanguage('ar');
    await openPage();
    expect(document.documentElement.dir).toBe('rtl');
    expect(element('report').outerHTML).toMatch(/lang="en" dir="ltr"/);
  });

  it('shows the other facts while the tenant has not responded', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await openPage();
    expect(report()).toContain('- **Result:** checking…');
    expect(element('report').getAttribute('aria-busy')).toBe('true');
  });

  it('requests nothing when a configurable build has no tenant', async () => {
    const fetch = vi.fn(async () => new Response('{}'));
    vi.stubGlobal('fetch', fetch);
    await openPage(unitConfig({ domain: '', tenant: '', clientId: '', configurable: 'https' }));
    expect(report()).toContain('no tenant is chosen');
    expect(element('report').getAttribute('aria-busy')).toBe('false');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('checks again when the button is clicked', async () => {
    await openPage();
    fakeBrowser.permissions.denied.add('alarms');
    await click('btn-check');
    expect(report()).toContain('- **alarms:** not granted');
  });

  it('shows an error when the report could not be created', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    fakeBrowser.runtime.getManifest = () => {
      throw new Error('Extension context invalidated.');
    };
    await openPage();
    expect(element('result').textContent).toContain('Something went wrong');
    expect(element('result').dataset.tone).toBe('error');
  });
});

describe('the button to copy', () => {
  it('copies the report when it is clicked', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    startDiagnosticsPage(unitConfig());
    expect(element('btn-copy')).toHaveProperty('disabled', true);
    await settle();
    await click('btn-copy');
    expect(writeText).toHaveBeenCalledExactlyOnceWith(report());
    expect(element('result').textContent).toBe('Copied');
  });

  it('selects the report when the browser refuses to copy', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
    await openPage();
    await click('btn-copy');
    expect(String(getSelection())).toBe(report());
    expect(element('result').textContent).toContain('is selected below');
    await click('btn-check');
    expect(element('result').textContent).toBe('');
  });
});
