import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryLocks } from '../support/unit-locks.ts';
import { settle } from '../support/unit-settle.ts';

type OneFlow = typeof import('../../src/auth/one-flow.ts');

/** Two contexts of one extension: the background and a popup, say. They share nothing but the browser's locks. */
let background: OneFlow;
let popup: OneFlow;

async function openContext(): Promise<OneFlow> {
  vi.resetModules();
  return import('../../src/auth/one-flow.ts');
}

beforeEach(async () => {
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
  background = await openContext();
  popup = await openContext();
});

/** A flow that goes on until the test ends it. */
function startFlow(
  run: <T>(flow: () => Promise<T>) => Promise<T>,
  log: string[] = [],
  name = 'flow',
): { done: Promise<string>; end: () => void; fail: (error: Error) => void } {
  const { promise, resolve, reject } = promiseWithResolvers();
  const done = run(() => {
    log.push(`${name} begins`);
    return promise.finally(() => log.push(`${name} ends`));
  });
  // A test that wants the failure still has it.
  done.catch(() => {});
  return { done, end: () => resolve('done'), fail: reject };
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function promiseWithResolvers() {
  let resolve: (value: string) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<string>((ok, no) => {
    resolve = ok;
    reject = no;
  });
  return { promise, resolve, reject };
}

const RUNNING = { code: 'sign-in-running', message: expect.stringContaining('window is open already') };

describe.each(['runWithWindow', 'runSilently'] as const)('%s', (run) => {
  it('gives what the flow yields, and fails as it fails', async () => {
    const error = new Error('closed');
    await expect(background[run](async () => 'address')).resolves.toBe('address');
    await expect(background[run](() => Promise.reject(error))).rejects.toBe(error);
  });

  it.each([
    ['in the same context', () => background],
    ['in another', () => popup],
  ])('is refused while a window is open %s, and does not begin', async (_name, context) => {
    startFlow(background.runWithWindow);
    await settle();
    const second = vi.fn(async () => 'second');
    await expect(context()[run](second)).rejects.toMatchObject(RUNNING);
    expect(second).not.toHaveBeenCalled();
  });

  it('runs the flow all the same where there are no locks', async () => {
    vi.stubGlobal('navigator', undefined);
    const context = await openContext();
    await expect(context[run](async () => 'address')).resolves.toBe('address');
  });
});

describe('a flow with a window', () => {
  it.each([
    ['was done', (flow: ReturnType<typeof startFlow>) => flow.end()],
    ['was closed', (flow: ReturnType<typeof startFlow>) => flow.fail(new Error('closed'))],
  ])('begins at once after a window that %s', async (_name, finish) => {
    const first = startFlow(background.runWithWindow);
    await settle();
    finish(first);
    await first.done.catch(() => {});
    await expect(popup.runWithWindow(async () => 'second')).resolves.toBe('second');
  });

  it('waits for one without a window, which nobody sees: it is not refused', async () => {
    const log: string[] = [];
    const silent = startFlow(popup.runSilently, log, 'silent');
    await settle();
    const window = startFlow(background.runWithWindow, log, 'window');
    await settle();
    expect(log).toEqual(['silent begins']);
    silent.end();
    await settle();
    window.end();
    await window.done;
    expect(log).toEqual(['silent begins', 'silent ends', 'window begins', 'window ends']);
  });
});

describe('a flow without a window', () => {
  it('waits for another of its kind', async () => {
    const log: string[] = [];
    const first = startFlow(background.runSilently, log, 'first');
    const second = startFlow(popup.runSilently, log, 'second');
    await settle();
    expect(log).toEqual(['first begins']);
    first.end();
    await settle();
    second.end();
    await second.done;
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('that waits when a window is asked for lets the window go first', async () => {
    const log: string[] = [];
    const first = startFlow(background.runSilently, log, 'first');
    const second = startFlow(popup.runSilently, log, 'second');
    await settle();
    startFlow(background.runWithWindow, log, 'window');
    await settle();
    first.end();
    await expect(second.done).rejects.toMatchObject(RUNNING);
    await settle();
    expect(log).toEqual(['first begins', 'first ends', 'window begins']);
  });

  it('begins after one that failed', async () => {
    const first = startFlow(background.runSilently);
    await settle();
    first.fail(new Error('no answer'));
    await expect(popup.runSilently(async () => 'second')).resolves.toBe('second');
  });
});
