/** What the tests of the tenant share: one tenant for each file, fresh for each test, and tests that name their row. */
import { afterAll, beforeAll, beforeEach, it } from 'vitest';
import type { BehaviorId } from './behaviors.ts';
import { startTenant, type Tenant, type TenantOptions } from './tenant.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';

/** The users that every test knows, as the helpers take them: email address and password. */
export const ADA = ['ada@example.com', 'Analytical-Engine-1843'] as const;
export const GRACE = ['grace@example.com', 'Nanosecond-Wire-1952'] as const;
export const BLOCKED = ['blocked@example.com', 'Locked-Out-1999'] as const;

/** The lists of an application that is set up for the test client. */
export const LISTED = {
  webOrigins: [ORIGIN],
  allowedOrigins: [ORIGIN],
  allowedCallbackUrls: [CALLBACK],
  allowedLogoutUrls: [CALLBACK],
} as const satisfies TenantOptions;

/** Must be called at the top of a file. The returned object has the tenant and a client of it. */
export function useTenant(options: TenantOptions = {}): {
  readonly tenant: Tenant;
  readonly client: TestClient;
} {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant({ ...LISTED, ...options });
  });
  beforeEach(() => tenant.reset());
  afterAll(() => tenant.close());
  return {
    get tenant() {
      return tenant;
    },
    get client() {
      return new TestClient(tenant);
    },
  };
}

/** A test of one behavior, by its row in docs/local-tenant.md. behaviors.test.ts looks for these calls. */
export function row(behavior: BehaviorId, does: string, test: () => Promise<void>): void {
  it(`${behavior}: ${does}`, test);
}
