// @vitest-environment happy-dom
import { createRequire } from 'node:module';
import { expect, it, vi } from 'vitest';

// Node's own module instead of the package of that name.
vi.mock('events', () => import('node:events'));

const require = createRequire(import.meta.url);

it("adds the sanitizer's hook once for several forms", async () => {
  const DOMPurify = require('dompurify');
  const addHook = vi.spyOn(DOMPurify, 'addHook');
  const { default: LockWidget } = await import('../../../../src/sdk/lock/overrides/core.ts');
  for (let form = 0; form < 3; form += 1) {
    try {
      new LockWidget('unit-client', 'tenant.example', { lockContext: {} as never }, {
        render: () => ({}),
      } as never);
    } catch {
      // Without its engine Lock makes no form, which it notices after the hook.
    }
  }
  expect(addHook).toHaveBeenCalledTimes(1);
});
