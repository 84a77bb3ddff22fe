/** A fake clock with its timeouts, and responses that take longer than those. */
import { vi } from 'vitest';

/** The timeout of requests in `src/`, in milliseconds. */
const TIMEOUT = 20_000;

/**
 * Sets the computer's clock to years before every other time of the tests: modules must use the clock that they receive.
 * Timeouts follow it, so no test waits for one.
 */
export function useFakeClock(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.UTC(2026, 0, 1) });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const controller = new AbortController();
    const orphaned = new DOMException('The operation timed out.', 'TimeoutError');
    setTimeout(() => controller.abort(orphaned), milliseconds);
    return controller.signal;
  });
}

export function useRealClock(): void {
  vi.useRealTimers();
}

/** Returns no response until the request is aborted. */
export function neverResponds({ signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    vi.advanceTimersByTime(TIMEOUT);
  });
}

/** Returns a response that begins and does not end until the request is aborted. */
export function unfinishedResponse({ signal }: RequestInit): Response {
  return asJsonStream({
    start(controller) {
      signal?.addEventListener('abort', () => controller.error(signal.reason));
      controller.enqueue(Buffer.from('{'));
    },
    pull() {
      vi.advanceTimersByTime(TIMEOUT);
    },
  });
}

/** Returns a response whose connection drops after the first byte. */
export function brokenResponse(): Response {
  return asJsonStream({
    start(controller) {
      controller.enqueue(Buffer.from('{'));
      controller.error(new TypeError('network error'));
    },
  });
}

function asJsonStream(source: UnderlyingDefaultSource<Uint8Array>): Response {
  return new Response(new ReadableStream(source), { headers: { 'content-type': 'application/json' } });
}
