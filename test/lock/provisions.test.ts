// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherProvisions } from '../../src/lock/provisions.ts';
import { unitConfig } from '../support/unit-config.ts';

const SETTINGS = { id: 'unit-client', strategies: [] };

/** Gathers what the form needs where these settings are remembered, and the tenant never answers. */
function gather(remembered: unknown = SETTINGS) {
  const settings = { read: async () => remembered, write: async () => {}, remove: async () => {} };
  return gatherProvisions(unitConfig(), { container: 'lock', settings });
}

/** `navigator.languages`. */
const prefer = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);

const GERMAN = { loginSubmitLabel: 'Anmelden' };

beforeEach(() => {
  document.head.replaceChildren();
  document.body.innerHTML = '<div id="lock"></div>';
  vi.stubGlobal('fetch', async (address: string) => {
    if (address === 'languages/de.json') return Response.json(GERMAN);
    throw new TypeError(`Nobody answers at ${address}.`);
  });
});

describe('what the form needs', () => {
  it('are the settings of the last time, for which no tenant is asked', async () => {
    prefer('en');
    expect((await gather()).settings).toEqual(SETTINGS);
  });

  it("are the words of the person's language, in which the form's place is marked", async () => {
    prefer('de');
    expect((await gather()).words.dictionary).toEqual(GERMAN);
    expect(document.getElementById('lock')?.lang).toBe('de');
  });

  it("is Lock's stylesheet", async () => {
    prefer('en');
    await gather();
    expect(document.head.querySelector('link')?.getAttribute('href')).toBe('lock.css');
  });

  it('cannot be had where there are no settings and the tenant is away', async () => {
    prefer('en');
    await expect(gather(null)).rejects.toMatchObject({ code: 'tenant-unreachable' });
  });
});
