// @vitest-environment happy-dom
import original from 'auth0-lock/lib/ui/box/container';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Container } from '../../../../src/sdk/lock/overrides/container.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Sends the form in a container of this kind, which React takes away at once, as it does when somebody is signed in. */
function sendAndGo(Kind: typeof Container): void {
  const container = new Kind({ submitHandler: () => {}, isSubmitting: false });
  const chrome: { current: { focusError(): void } | null } = container.chromeRef;
  container.checkConnectionResolver = (done) => done();
  container.handleSubmit(new Event('submit'));
  container.componentWillUnmount();
  chrome.current = null;
  vi.runAllTimers();
}

it('throws nothing if the form is removed right after it is submitted', () => {
  expect(() => sendAndGo(Container)).not.toThrow();
});

it("differs from Lock's container, which throws", () => {
  expect(() => sendAndGo(original.default)).toThrow('focusError');
});
