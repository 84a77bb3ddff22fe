// @vitest-environment happy-dom
import { createRequire } from 'node:module';
import original from 'auth0-lock/lib/ui/box/container';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const require = createRequire(import.meta.url);
const addHook = vi.spyOn(require('dompurify'), 'addHook');
const { default: Auth0Lock, Container } = await import('../../../../src/sdk/lock/overrides/core.ts');

it('adds the hook of the sanitizer once for all forms', () => {
  const options = { lockContext: () => ({}) as never };
  for (let form = 0; form < 3; form += 1) {
    // Without an engine, Lock throws after it has added its hook.
    expect(() => new Auth0Lock('unit-client', 'tenant.example', options, {} as never)).toThrow();
  }
  expect(addHook).toHaveBeenCalledTimes(1);
});

describe('Container', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Submits the form in a container that React removes at once, as it does when the user is signed in. */
  function submitAndUnmount(Kind: typeof Container): void {
    const container = new Kind({ submitHandler: () => {}, isSubmitting: false });
    const chrome: { current: { focusError(): void } | null } = container.chromeRef;
    container.checkConnectionResolver = (done) => done();
    container.handleSubmit(new Event('submit'));
    container.componentWillUnmount();
    chrome.current = null;
    vi.runAllTimers();
  }

  it('does not throw when the form is removed after a submission', () => {
    expect(() => submitAndUnmount(Container)).not.toThrow();
  });

  it("differs in this from Lock's own", () => {
    expect(() => submitAndUnmount(original.default)).toThrow('focusError');
  });
});
