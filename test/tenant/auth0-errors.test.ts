import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AUTH0_ERRORS, type Fault, startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf, ORIGIN, TestClient } from './test-client.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
});
afterEach(() => tenant.clearFaults());
afterAll(() => tenant.close());

const entries: [string, Fault][] = Object.entries(AUTH0_ERRORS);

describe('every refusal of Auth0', () => {
  it.each(entries)('can be had as a fault: %s', async (_name, fault) => {
    tenant.addFault(fault);
    if (fault.kind === 'redirect-error') {
      const { url, state } = await new TestClient(tenant).begin();
      const { landedAt } = await new TestBrowser().visit(url);
      expect(errorOf(landedAt)).toEqual({ error: fault.error, description: fault.description });
      expect(landedAt?.searchParams.get('state')).toBe(state);
    } else {
      const response = await fetch(`${tenant.origin}${fault.path}`, { method: fault.method ?? 'POST' });
      const expected = fault.kind === 'status' ? [fault.status, fault.body] : [];
      expect([response.status, await response.text()]).toEqual(expected);
    }
  });

  it('has the body of a weak password from the real rules', () => {
    expect(JSON.parse(AUTH0_ERRORS.weak_password.body ?? '')).toMatchObject({
      code: 'invalid_password',
      description: { verified: false },
    });
  });
});
