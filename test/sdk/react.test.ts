// @vitest-environment happy-dom
import { createElement, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { User } from '../../src/sdk/index.ts';
import type { SignInFormDeps } from '../../src/sdk/lock/sign-in-form.ts';
import type { SignIn as Auth } from '../../src/sdk/popup.ts';
import { SignIn, useSession } from '../../src/sdk/react.ts';
import { SESSION_KEY } from '../../src/sdk/storage/items.ts';
import { unitConfig } from '../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/unit/fake-browser.ts';
import { unitRecord, unitUser } from '../support/unit/session.ts';
import { eventually } from '../support/unit/settle.ts';

const forms = vi.hoisted((): Pick<SignInFormDeps, 'container' | 'signal'>[] => []);
vi.mock('../../src/sdk/lock/lock-password.ts', () => ({}));
vi.mock('../../src/sdk/lock/sign-in-form.ts', () => ({
  async openSignInForm(_config: unknown, { container, signal, report }: SignInFormDeps) {
    forms.push({ container, signal });
    report({ type: 'form-ready' });
  },
}));

let root: ReturnType<typeof createRoot>;
const text = () => document.body.textContent;

function render(element: ReactNode): void {
  root = createRoot(document.body.appendChild(document.createElement('main')));
  root.render(createElement(StrictMode, null, element));
}

beforeEach(() => {
  document.body.replaceChildren();
  forms.length = 0;
  // A background that is busy.
  fakeBrowser.runtime.onMessage.addListener(() => new Promise(() => {}));
});
afterEach(() => {
  root.unmount();
  resetFakeBrowser();
});

describe('SignIn in StrictMode', () => {
  const mount = (show: (status: string, auth: Auth | null) => string) =>
    render(
      createElement(SignIn, {
        config: unitConfig(),
        children: (state, auth) => show(state.status === 'signed-out' ? state.form : state.status, auth),
      }),
    );

  it('shows one form, in an element of the page, and none after it is unmounted', async () => {
    mount((status) => status);
    expect(text()).toBe('');
    await eventually(() => expect(text()).toBe('ready'));
    const open = forms.filter(({ signal }) => !signal.aborted);
    expect(open.map(({ container }) => container.isConnected)).toEqual([true]);
    root.unmount();
    await eventually(() => expect(forms.every(({ signal }) => signal.aborted)).toBe(true));
    expect(text()).toBe('');
  });

  it('follows the session, and returns the methods of createSignIn', async () => {
    await fakeBrowser.storage.local.set({ [SESSION_KEY]: unitRecord() });
    let signOut = () => {};
    mount((status, auth) => {
      signOut = auth?.signOut ?? signOut;
      return status;
    });
    await eventually(() => expect(text()).toBe('signed-in'));
    signOut();
    await eventually(() => expect(text()).not.toBe('signed-in'));
  });

  it('keeps its form when its parent renders again', async () => {
    mount((status) => status);
    await eventually(() => expect(text()).toBe('ready'));
    const before = forms.length;
    root.render(
      createElement(
        StrictMode,
        null,
        createElement(SignIn, { config: unitConfig(), children: () => 'again' }),
      ),
    );
    await eventually(() => expect(text()).toBe('again'));
    expect(forms).toHaveLength(before);
  });
});

describe('useSession in StrictMode', () => {
  it('is loading, then follows the session, and unsubscribes', async () => {
    const listeners = new Set<(user: User | null) => void>();
    const tell = (user: User | null) => {
      for (const listener of listeners) listener(user);
    };
    const client = {
      onSessionChange(listener: (user: User | null) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const Greeting = () => {
      const { status, user } = useSession(client);
      return createElement('p', null, `${status} ${user?.name}`);
    };
    render(createElement(Greeting));
    await eventually(() => expect([text(), listeners.size]).toEqual(['loading undefined', 1]));
    tell(unitUser({ name: 'Ada' }));
    await eventually(() => expect(text()).toBe('signed-in Ada'));
    tell(null);
    await eventually(() => expect(text()).toBe('signed-out undefined'));
    root.unmount();
    await eventually(() => expect(listeners.size).toBe(0));
  });
});
