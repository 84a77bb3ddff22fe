import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowParameters } from '../../../src/sdk/browser/messages.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { Deps } from '../../../src/sdk/use-cases/deps.ts';
import {
  type Action,
  createWindowSignIn,
  createWindows,
  type WindowsDeps,
} from '../../../src/sdk/use-cases/window-sign-in.ts';
import { settle } from '../../support/unit/settle.ts';

const GOOGLE = { connection: 'google-oauth2' };
const CLOSED = new LatchkeyError('sign-in-cancelled', {});
const UNREACHABLE = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });
const REFUSED = new LatchkeyError('sign-in-running', {});

/** Windows that stay open until the test ends them, in the order of their opening. */
let windows: {
  parameters: WindowParameters;
  action: Action;
  finish: () => void;
  fail: (error: unknown) => void;
}[];
/** Ends the patience with windows that do not open. */
let loseHope: () => void;

beforeEach(() => {
  windows = [];
  loseHope = () => {};
});

function windowSignIn(changes: Partial<WindowsDeps> = {}) {
  const onFailure = vi.fn<WindowsDeps['onFailure']>(async () => {});
  const signIn: WindowsDeps['signIn'] = (parameters, action) =>
    new Promise((resolve, reject) => {
      windows.push({ parameters, action, finish: resolve, fail: reject });
    });
  const watch: WindowsDeps['watch'] = (flow) =>
    Promise.race([flow, new Promise<never>((_, reject) => (loseHope = () => reject(UNREACHABLE)))]);
  let actions = 0;
  const begin = async () => ++actions;
  return { onFailure, flow: createWindows({ begin, signIn, watch, onFailure, ...changes }) };
}

describe('a sign-in in a window', () => {
  it('keeps the background alive until the user has finished', async () => {
    const run = vi.fn(async () => {});
    const userActions = { begin: async () => 1 };
    await createWindowSignIn({ run, userActions } as unknown as Deps).start({});
    expect(run).toHaveBeenCalledExactlyOnceWith(expect.any(Function), { waitsForUser: true });
  });

  it('runs with the requested parameters, and resolves at its end', async () => {
    const { flow } = windowSignIn();
    const started = flow.start({ ...GOOGLE, login_hint: 'ada@example.com' });
    windows[0]?.finish();
    await expect(started).resolves.toBeUndefined();
    expect(windows.map(({ parameters }) => parameters)).toEqual([
      { ...GOOGLE, login_hint: 'ada@example.com' },
    ]);
  });

  it('is running from the call until its end', async () => {
    const { flow } = windowSignIn();
    expect(flow.isRunning()).toBe(false);
    const started = flow.start(GOOGLE);
    expect(flow.isRunning()).toBe(true);
    windows[0]?.finish();
    await started;
    expect(flow.isRunning()).toBe(false);
  });
});

describe('a second request while the window is open', () => {
  it.each([
    ['the same connection', GOOGLE, GOOGLE],
    ['the same connection with another hint', GOOGLE, { ...GOOGLE, login_hint: 'ada@example.com' }],
  ])('for %s joins it', async (_name, first, second) => {
    const { flow } = windowSignIn();
    const both = Promise.all([flow.start(first), flow.start(second)]);
    expect(windows).toHaveLength(1);
    windows[0]?.finish();
    await expect(both).resolves.toEqual([undefined, undefined]);
  });

  it('shares a failure, which is reported once', async () => {
    const { flow, onFailure } = windowSignIn();
    const both = Promise.allSettled([flow.start(GOOGLE), flow.start(GOOGLE)]);
    windows[0]?.fail(CLOSED);
    await expect(both).resolves.toEqual([
      { status: 'rejected', reason: CLOSED },
      { status: 'rejected', reason: CLOSED },
    ]);
    expect(onFailure).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another connection', GOOGLE, { connection: 'acme' }],
    ["the tenant's page where a connection's is open", GOOGLE, {}],
  ])('for %s is rejected, and the window stays', async (_name, first, second) => {
    const { flow, onFailure } = windowSignIn();
    const started = flow.start(first);
    await expect(flow.start(second)).rejects.toMatchObject({ code: 'sign-in-running' });
    expect(windows).toHaveLength(1);
    expect(onFailure).not.toHaveBeenCalled();
    windows[0]?.finish();
    await expect(started).resolves.toBeUndefined();
  });
});

describe('the user action of a window', () => {
  it.each([
    ['its own', 1, 1],
    ['the last one that joined it', 3, 3],
  ])('is %s', async (_name, requests, action) => {
    const { flow } = windowSignIn();
    const all = Array.from({ length: requests }, () => flow.start(GOOGLE));
    windows[0]?.finish();
    await Promise.all(all);
    expect(await windows[0]?.action()).toBe(action);
  });
});

describe('a window that does not open in time', () => {
  /** A sign-in whose window does not open. */
  async function overdue() {
    const { flow, onFailure } = windowSignIn();
    const started = flow.start(GOOGLE);
    loseHope();
    await expect(started).rejects.toBe(UNREACHABLE);
    return { flow, onFailure };
  }

  it('is reported once, also if it fails later, and is not running', async () => {
    const { flow, onFailure } = await overdue();
    expect(flow.isRunning()).toBe(false);
    windows[0]?.fail(CLOSED);
    await settle();
    expect(onFailure.mock.calls).toEqual([[UNREACHABLE]]);
  });

  it('is requested anew by the next sign-in', async () => {
    const { flow } = await overdue();
    const again = flow.start({ connection: 'acme' });
    expect(windows).toHaveLength(2);
    windows[1]?.finish();
    await expect(again).resolves.toBeUndefined();
    expect(await windows[0]?.action()).toBe(1);
  });

  it('is waited for again if the browser refuses another one, and belongs to the new action', async () => {
    const { flow } = await overdue();
    const again = flow.start(GOOGLE);
    windows[1]?.fail(REFUSED);
    await settle();
    expect(flow.isRunning()).toBe(true);
    expect(await windows[0]?.action()).toBe(2);
    windows[0]?.finish();
    await expect(again).resolves.toBeUndefined();
  });

  it('fails the next sign-in with the same error if the browser refuses a window for another connection', async () => {
    const { flow } = await overdue();
    const again = flow.start({ connection: 'acme' });
    windows[1]?.fail(REFUSED);
    await expect(again).rejects.toBe(UNREACHABLE);
  });

  it('does not hide that another window is open', async () => {
    const { flow } = await overdue();
    windows[0]?.fail(CLOSED);
    await settle();
    const again = flow.start(GOOGLE);
    windows[1]?.fail(REFUSED);
    await expect(again).rejects.toBe(REFUSED);
  });
});

describe('a closed window', () => {
  it('rejects, and reports the reason for later popups', async () => {
    const { flow, onFailure } = windowSignIn();
    const started = flow.start(GOOGLE);
    windows[0]?.fail(CLOSED);
    await expect(started).rejects.toBe(CLOSED);
    expect(onFailure.mock.calls).toEqual([[CLOSED]]);
  });

  it.each([
    ['the same', GOOGLE],
    ['another', { connection: 'acme' }],
  ])('allows a sign-in with %s connection', async (_name, next) => {
    const { flow } = windowSignIn();
    const first = flow.start(GOOGLE);
    windows[0]?.fail(CLOSED);
    await expect(first).rejects.toBe(CLOSED);
    expect(flow.isRunning()).toBe(false);
    const second = flow.start(next);
    windows[1]?.finish();
    await expect(second).resolves.toBeUndefined();
  });

  it('is reported before the call rejects', async () => {
    let tell = () => {};
    const { flow } = windowSignIn({
      onFailure: () =>
        new Promise((resolve) => {
          tell = resolve;
        }),
    });
    const settled = vi.fn();
    flow.start(GOOGLE).catch(settled);
    windows[0]?.fail(CLOSED);
    await settle();
    expect(settled).not.toHaveBeenCalled();
    tell();
    await settle();
    expect(settled).toHaveBeenCalledWith(CLOSED);
  });
});

describe('a sign-in in a window that fails', () => {
  it('in an unexpected way rejects with an error of ours', async () => {
    const cause = new TypeError('x is not a function');
    const { flow, onFailure } = windowSignIn({ signIn: () => Promise.reject(cause) });
    await expect(flow.start({})).rejects.toMatchObject({
      code: 'extension-failed',
      data: { reason: 'sign-in' },
      cause,
    });
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.any(LatchkeyError));
  });

  describe.each<[string, WindowsDeps['onFailure']]>([
    ['rejects', () => Promise.reject(new Error('disk'))],
    [
      'throws',
      () => {
        throw new Error('disk');
      },
    ],
  ])('if its report %s', (_name, onFailure) => {
    beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

    it('rejects with the reason', async () => {
      const { flow } = windowSignIn({ onFailure, signIn: () => Promise.reject(CLOSED) });
      await expect(flow.start(GOOGLE)).rejects.toBe(CLOSED);
    });

    it('allows the next sign-in', async () => {
      const signIn = vi.fn<WindowsDeps['signIn']>().mockRejectedValueOnce(CLOSED).mockResolvedValue();
      const { flow } = windowSignIn({ onFailure, signIn });
      await expect(flow.start(GOOGLE)).rejects.toThrow();
      expect(flow.isRunning()).toBe(false);
      await expect(flow.start({ connection: 'acme' })).resolves.toBeUndefined();
    });
  });
});
