/** The computer's clock and its timeouts, in the hands of a test; and answers that take longer than those. */
import { vi } from 'vitest';

/** Milliseconds that the tenant may take to answer: what `src/` gives it. */
const TIMEOUT = 20_000;

/**
 * Sets the computer's clock to years before every other moment of the tests: the one that is handed in counts.
 * Timeouts follow it, so that none is waited for.
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

/** No answer to `request`, until whoever waits for it gives up. */
export function neverResponds({ signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    vi.advanceTimersByTime(TIMEOUT);
  });
}

/** An answer to `request` that begins and never ends, until whoever waits for it gives up. */
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

/** An answer whose connection drops after the first byte. */
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
