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
/** Ends the wait for a window that doesn't open. */
let timeOut: () => void;

beforeEach(() => {
  windows = [];
  timeOut = () => {};
});

function openWindows(changes: Partial<WindowsDeps> = {}) {
  const onFailure = vi.fn<WindowsDeps['onFailure']>(async () => {});
  const signIn: WindowsDeps['signIn'] = (parameters, action) =>
    new Promise((resolve, reject) => {
      windows.push({ parameters, action, finish: resolve, fail: reject });
    });
  const watch: WindowsDeps['watch'] = (flow) =>
    Promise.race([flow, new Promise<never>((_, reject) => (timeOut = () => reject(UNREACHABLE)))]);
  let actions = 0;
  const begin = async () => ++actions;
  return { onFailure, ...createWindows({ begin, signIn, watch, onFailure, ...changes }) };
}

describe('createWindowSignIn', () => {
  it('keeps the background running without a time limit', async () => {
    const run = vi.fn(async () => {});
    const userActions = { begin: async () => 1 };
    await createWindowSignIn({ run, userActions } as unknown as Deps).start({});
    expect(run).toHaveBeenCalledExactlyOnceWith(expect.any(Function), { waitsForUser: true });
  });
});

describe('createWindows', () => {
  it('opens a window with the parameters, which is running until the sign-in is over', async () => {
    const { start, isRunning } = openWindows();
    expect(isRunning()).toBe(false);
    const started = start(GOOGLE);
    expect([isRunning(), windows.map(({ parameters }) => parameters)]).toEqual([true, [GOOGLE]]);
    windows[0]?.finish();
    await expect(started).resolves.toBeUndefined();
    expect(isRunning()).toBe(false);
  });

  it('joins the open window when the connection is the same, for the latest action', async () => {
    const { start } = openWindows();
    const both = Promise.all([start(GOOGLE), start({ ...GOOGLE, login_hint: 'ada@example.com' })]);
    expect(windows).toHaveLength(1);
    expect(await windows[0]?.action()).toBe(2);
    windows[0]?.finish();
    await expect(both).resolves.toEqual([undefined, undefined]);
  });

  it.each([
    ['another connection', GOOGLE, { connection: 'acme' }],
    ['no connection', GOOGLE, {}],
  ])('rejects, and the open window stays, for %s', async (_name, first, second) => {
    const { start, onFailure } = openWindows();
    const started = start(first);
    await expect(start(second)).rejects.toMatchObject({ code: 'sign-in-running' });
    expect(windows).toHaveLength(1);
    expect(onFailure).not.toHaveBeenCalled();
    windows[0]?.finish();
    await expect(started).resolves.toBeUndefined();
  });

  it('rejects every call, and reports the failure once, when the window fails', async () => {
    const { start, onFailure } = openWindows();
    const both = Promise.allSettled([start(GOOGLE), start(GOOGLE)]);
    windows[0]?.fail(CLOSED);
    const rejected = { status: 'rejected', reason: CLOSED };
    await expect(both).resolves.toEqual([rejected, rejected]);
    expect(onFailure.mock.calls).toEqual([[CLOSED]]);
  });

  it('opens a window for any connection when the last one has failed', async () => {
    const { start, isRunning } = openWindows();
    const first = start(GOOGLE);
    windows[0]?.fail(CLOSED);
    await expect(first).rejects.toBe(CLOSED);
    expect(isRunning()).toBe(false);
    const second = start({ connection: 'acme' });
    windows[1]?.finish();
    await expect(second).resolves.toBeUndefined();
  });

  it('rejects after the failure is stored', async () => {
    let finishStoring = () => {};
    const onFailure = () => new Promise<void>((resolve) => (finishStoring = resolve));
    const settled = vi.fn();
    openWindows({ onFailure }).start(GOOGLE).catch(settled);
    windows[0]?.fail(CLOSED);
    await settle();
    expect(settled).not.toHaveBeenCalled();
    finishStoring();
    await settle();
    expect(settled).toHaveBeenCalledWith(CLOSED);
  });

  it('rejects with extension-failed when an unexpected error is thrown', async () => {
    const cause = new TypeError('x is not a function');
    const { start, onFailure } = openWindows({ signIn: () => Promise.reject(cause) });
    const error = { code: 'extension-failed', data: { reason: 'sign-in' }, cause };
    await expect(start({})).rejects.toMatchObject(error);
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(error));
  });

  it('rejects with the reason, and can start again, when the failure cannot be stored', async () => {
    const onFailure = () => Promise.reject(new Error('disk'));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const signIn = vi.fn<WindowsDeps['signIn']>().mockRejectedValueOnce(CLOSED).mockResolvedValue();
    const { start, isRunning } = openWindows({ onFailure, signIn });
    await expect(start(GOOGLE)).rejects.toBe(CLOSED);
    expect(isRunning()).toBe(false);
    await expect(start({ connection: 'acme' })).resolves.toBeUndefined();
  });
});

describe('a window that does not open in time', () => {
  async function startOverdue() {
    const opened = openWindows();
    const started = opened.start(GOOGLE);
    timeOut();
    await expect(started).rejects.toBe(UNREACHABLE);
    return opened;
  }

  it('is reported once, also when it fails later, and is not running', async () => {
    const { isRunning, onFailure } = await startOverdue();
    expect(isRunning()).toBe(false);
    windows[0]?.fail(CLOSED);
    await settle();
    expect(onFailure.mock.calls).toEqual([[UNREACHABLE]]);
  });

  it('keeps its action when the next sign-in opens another window', async () => {
    const { start } = await startOverdue();
    const again = start({ connection: 'acme' });
    expect(windows).toHaveLength(2);
    windows[1]?.finish();
    await expect(again).resolves.toBeUndefined();
    expect(await windows[0]?.action()).toBe(1);
  });

  it('is joined by the next sign-in when the browser refuses another window', async () => {
    const { start, isRunning } = await startOverdue();
    const again = start(GOOGLE);
    windows[1]?.fail(REFUSED);
    await settle();
    expect(isRunning()).toBe(true);
    expect(await windows[0]?.action()).toBe(2);
    windows[0]?.finish();
    await expect(again).resolves.toBeUndefined();
  });

  it('is the reason when the browser refuses a window for another connection', async () => {
    const { start } = await startOverdue();
    const again = start({ connection: 'acme' });
    windows[1]?.fail(REFUSED);
    await expect(again).rejects.toBe(UNREACHABLE);
  });

  it('is not the reason for a refusal when it has ended', async () => {
    const { start } = await startOverdue();
    windows[0]?.fail(CLOSED);
    await settle();
    const again = start(GOOGLE);
    windows[1]?.fail(REFUSED);
    await expect(again).rejects.toBe(REFUSED);
  });
});
