import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tabFlow } from '../../../src/sdk/browser/tab-flow.ts';
import { resumeAuthorization } from '../../../src/sdk/use-cases/resume-authorization.ts';
import { giveClockBack, takeClock } from '../../support/unit/clock.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const CONFIG = unitConfig();
const PENDING = {
  ...{ tabId: 7, domain: 'tenant.example', clientId: 'unit-client' },
  ...{ verifier: 'v'.repeat(43), state: 'unit-state', nonce: 'unit-nonce' },
};

beforeEach(() => {
  resetFakeBrowser();
  takeClock();
});
afterEach(giveClockBack);

/** Resumes where the tab is at `address`, or is closed. */
function resume(address: string | null) {
  if (address !== null) fakeBrowser.tabs.arrive(PENDING.tabId, address);
  const fetch = vi.fn<typeof globalThis.fetch>(async () =>
    Response.json({ error: 'invalid_grant' }, { status: 400 }),
  );
  const remember = vi.fn(async () => {});
  const identity = tabFlow(CONFIG.tenant);
  const result = resumeAuthorization(CONFIG, PENDING, { identity, fetch, remember });
  return { fetch, remember, result };
}

describe('a sign-in that goes on after its background was stopped', () => {
  it('redeems the code with the verifier that was remembered', async () => {
    const { fetch, result } = resume(`${CONFIG.tenant}/mobile?code=unit-code&state=unit-state`);
    await expect(result).rejects.toMatchObject({ code: 'token-response-invalid' });
    const body = new URLSearchParams(String(fetch.mock.calls[0]?.[1]?.body));
    expect(Object.fromEntries(body)).toMatchObject({ code: 'unit-code', code_verifier: PENDING.verifier });
  });

  it('is not redeemed where the state is another', async () => {
    const { fetch, result } = resume(`${CONFIG.tenant}/mobile?code=unit-code&state=other`);
    await expect(result).rejects.toMatchObject({ code: 'redirect-invalid' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([
    ['the tab has come back', `${CONFIG.tenant}/mobile?code=unit-code&state=unit-state`],
    ['the tab is closed', null],
  ])('is forgotten when %s', async (_name, address) => {
    const { remember, result } = resume(address);
    await result.catch(() => {});
    expect(remember).toHaveBeenCalledExactlyOnceWith(null);
  });
});
