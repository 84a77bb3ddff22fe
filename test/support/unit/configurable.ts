import { beforeEach, vi } from 'vitest';
import type { Configurable } from '../../../src/sdk/config.ts';

/** What is tested in this group is of a build for no tenant. */
export function inBuildForNoTenant(choosable: Configurable = 'https'): void {
  beforeEach(() => beBuildForNoTenant(choosable));
}

/** The same for the rest of one test. */
export function beBuildForNoTenant(choosable: Configurable = 'https'): void {
  vi.stubGlobal('__LATCHKEY_CONFIGURABLE__', choosable);
}
