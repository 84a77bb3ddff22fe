import { afterEach, beforeEach, vi } from 'vitest';
import type { Configurable } from '../../src/config.ts';

/** What is tested in this group is of a build for no tenant. */
export function inBuildForNoTenant(choosable: Configurable = 'https'): void {
  beforeEach(() => void vi.stubGlobal('unitConfigurable', choosable));
  afterEach(() => void vi.stubGlobal('unitConfigurable', false));
}
