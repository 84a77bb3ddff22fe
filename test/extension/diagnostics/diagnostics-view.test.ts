// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiagnosticsView } from '../../../src/extension/diagnostics/diagnostics-view.ts';
import type { Language } from '../../../src/sdk/locales/language.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { openDiagnosticsPage, unitBuild, unitDiagnosis, unitEntry } from '../../support/unit/diagnosis.ts';
import { ENGLISH, speak } from '../../support/unit/i18n.ts';
import { element } from '../../support/unit/popup-page.ts';
import { NOON } from '../../support/unit/session.ts';
import { settle } from '../../support/unit/settle.ts';

beforeEach(openDiagnosticsPage);

function openView() {
  const actions = { checkAgain: vi.fn(), copy: vi.fn(async (_text: string) => {}) };
  return { actions, view: createDiagnosticsView(actions, Promise.resolve(ENGLISH)) };
}

async function click(id: string): Promise<void> {
  await settle();
  element(id).click();
  await settle();
}

const rows = () => Array.from(element('event-rows').querySelectorAll('tr'));

describe('the page', () => {
  it('is busy until the tenant has answered', () => {
    const { view } = openView();
    expect(element('connection').getAttribute('aria-busy')).toBe('true');
    view.show(unitDiagnosis({ connection: null }));
    expect(element('connection').getAttribute('aria-busy')).toBe('true');
    view.show(unitDiagnosis());
    expect(element('connection').getAttribute('aria-busy')).toBe('false');
  });

  it.each([
    ['state', ['Status', 'Until', 'Access token ends', 'Next renewal', 'Granted scope', 'Last trouble']],
    ['permissions', ['storage', 'https://tenant.example/*']],
    ['connection', ['Address', 'Answer', 'Clock']],
  ])('has names and what there is to say of them in #%s', (id, names) => {
    openView().view.show(unitDiagnosis());
    const terms = Array.from(element(id).querySelectorAll(':scope > div > dt'), (term) => term.textContent);
    expect(terms).toEqual(names);
    expect(element(id).querySelectorAll(':scope > div > dt + dd')).toHaveLength(names.length);
  });

  it('has values as code, what they are for, and what to do about trouble', () => {
    const permissions = [{ kind: 'host', name: 'https://tenant.example/*', isGranted: false } as const];
    openView().view.show(unitDiagnosis({ permissions }));
    const permission = element('permissions').querySelector('dd');
    expect(permission?.dataset.tone).toBe('trouble');
    expect(permission?.querySelector('.advice')?.textContent).toContain('Allow it');
    const codes = Array.from(element('configuration').querySelectorAll('code'), (code) => code.textContent);
    expect(codes).toContain('unit-client');
    expect(element('configuration').querySelector('.note')?.textContent).toContain('Allowed Callback URLs');
  });

  it('has moments for people and for programs', () => {
    openView().view.show(unitDiagnosis());
    const times = Array.from(element('state').querySelectorAll('time'));
    expect(times.map((time) => time.dateTime)).toContain('2031-02-01T12:30:00.000Z');
    expect(times[0]?.textContent).toMatch(/2031.* in 60 minutes$/);
  });

  it('has text as text, whatever is in it', () => {
    openView().view.show(unitDiagnosis({ build: unitBuild({ audience: '<img src=x onerror=alert(1)>' }) }));
    expect(element('configuration').querySelector('img')).toBeNull();
    expect(element('configuration').textContent).toContain('<img src=x');
  });
});

describe('the events', () => {
  it('are rows with their moment, the latest first', () => {
    const events = [
      unitEntry({ kind: 'signed-in', road: 'form' }, { at: NOON - 3_600_000 }),
      unitEntry({ kind: 'renewal-failed', code: 'tenant-failed' }),
    ];
    openView().view.show(unitDiagnosis({ events }));
    expect(rows().map((row) => row.querySelector('td time')?.getAttribute('datetime'))).toEqual([
      '2031-02-01T11:59:00.000Z',
      '2031-02-01T11:00:00.000Z',
    ]);
    expect(rows().map((row) => row.cells[1]?.querySelector('.words')?.textContent)).toEqual([
      'The session could not be renewed: the tenant was having trouble',
      'Signed in by the form',
    ]);
    expect(rows().map((row) => row.dataset.tone)).toEqual(['trouble', undefined]);
    expect(rows()[0]?.querySelector('code')?.textContent).toBe('tenant-failed');
    expect(element('events').hidden).toBe(false);
    expect(element('no-events').hidden).toBe(true);
  });

  it('that came over and over say how often, and since when', () => {
    const entry = unitEntry({ kind: 'background-started' }, { times: 3, since: NOON - 7_200_000 });
    openView().view.show(unitDiagnosis({ events: [entry] }));
    expect(rows()[0]?.cells[1]?.textContent).toMatch(
      /^The background started \(3 times, the first one .*2 hours ago\)$/,
    );
  });

  it.each([
    [[], 'Nothing has happened yet.'],
    [null, 'What happened could not be read.'],
  ])('that are none are a sentence: %j', (events, words) => {
    openView().view.show(unitDiagnosis({ events }));
    expect(element('no-events').hidden).toBe(false);
    expect(element('no-events').textContent).toBe(words);
    expect(element('events').hidden).toBe(true);
  });
});

describe('"Copy for a bug report"', () => {
  it('waits for English, which the page does not', async () => {
    const [promise, resolve] = promiseOf<Language>();
    createDiagnosticsView({ checkAgain: vi.fn(), copy: vi.fn() }, promise).show(unitDiagnosis());
    expect(element('state').textContent).toContain('Signed in');
    expect(element('btn-copy').hasAttribute('disabled')).toBe(true);
    resolve(ENGLISH);
    await settle();
    expect(element('btn-copy').hasAttribute('disabled')).toBe(false);
  });

  it('is in English, whatever the page speaks', async () => {
    speak('de');
    const copy = vi.fn(async (_text: string) => {});
    createDiagnosticsView({ checkAgain: vi.fn(), copy }, Promise.resolve(ENGLISH)).show(unitDiagnosis());
    await click('btn-copy');
    expect(element('state').textContent).toContain('Angemeldet');
    expect(element('said').textContent).toBe('Kopiert');
    expect(copy).toHaveBeenCalledWith(expect.stringContaining('- **Status:** Signed in'));
  });

  it('copies what is shown at that moment, within the click, and says so', async () => {
    const { actions, view } = openView();
    view.show(unitDiagnosis({ connection: null }));
    view.show(unitDiagnosis());
    await settle();
    element('btn-copy').click();
    expect(actions.copy).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/Clock:\*\* .* agrees/));
    expect(element('said').textContent).toBe('');
    await settle();
    expect(element('said').textContent).toBe('Copied');
    expect(element('said').getAttribute('role')).toBe('status');
    expect(element('report').hidden).toBe(true);
  });

  it('selects the text where the browser does not let it be copied', async () => {
    const { actions, view } = openView();
    actions.copy.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
    view.show(unitDiagnosis());
    await click('btn-copy');
    expect(element('said').textContent).toMatch(/selected below/);
    expect(element('said').dataset.tone).toBe('trouble');
    expect(element('report').hidden).toBe(false);
    expect(document.activeElement).toBe(element('report'));
    const report = document.querySelector('textarea');
    expect(report?.value).toMatch(/^## Latchkey diagnostics/);
    expect(report?.value.slice(report.selectionStart, report.selectionEnd)).toBe(report?.value);
  });
});

describe('"Check again"', () => {
  it('checks again, and says no more that something was copied', async () => {
    const { actions, view } = openView();
    view.show(unitDiagnosis());
    await click('btn-copy');
    await click('btn-check');
    expect(actions.checkAgain).toHaveBeenCalledTimes(1);
    expect(element('said').textContent).toBe('');
  });
});
