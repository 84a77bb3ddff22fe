import type { ReactElement, ReactNode } from 'react';
import { createElement, Fragment, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Config } from './config.ts';
import type { Client, User } from './index.ts';
import { createSignIn, type SignIn as SignInControl, type SignInOptions, type SignInState } from './popup.ts';

/** The session that `useSession` returns. `loading` until the session has been read, also if the browser storage fails. */
export type SessionSnapshot =
  | { readonly status: 'loading' | 'signed-out'; readonly user: null }
  | { readonly status: 'signed-in'; readonly user: User };

const LOADING: SessionSnapshot = { status: 'loading', user: null };
const SIGNED_OUT: SessionSnapshot = { status: 'signed-out', user: null };
const OPENING: SignInState = { status: 'loading', task: 'session', actions: [] };

/** Returns the session of `client`, and rerenders the component after each change. Create `client` outside the component. */
export function useSession(client: Pick<Client, 'onSessionChange'>): SessionSnapshot {
  const { subscribe, getSnapshot } = useMemo(() => {
    let snapshot = LOADING;
    return {
      subscribe: (notify: () => void) =>
        client.onSessionChange((user) => {
          snapshot = user === null ? SIGNED_OUT : { status: 'signed-in', user };
          notify();
        }),
      getSnapshot: () => snapshot,
    };
  }, [client]);
  return useSyncExternalStore(subscribe, getSnapshot, () => LOADING);
}

/** Props of `<SignIn>`. All except `children` are read only when the component mounts. */
export interface SignInProps extends Omit<SignInOptions, 'container'> {
  readonly config: Config;
  /** Renders the content before the form. `auth` is the return value of `createSignIn`, and `null` in the first render. */
  readonly children?: (state: SignInState, auth: SignInControl | null) => ReactNode;
}

/** Renders Lock's form if no user is signed in, and `children` before it. */
export function SignIn(props: SignInProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const [{ config, children: _children, ...options }] = useState(props);
  const [auth, setAuth] = useState<SignInControl | null>(null);
  useEffect(() => {
    const created = createSignIn(config, { ...options, container: container.current });
    setAuth(created);
    return created.destroy;
    // Runs once: later props are ignored.
  }, []);
  const state = useSyncExternalStore(auth?.subscribe ?? ignore, auth?.getSnapshot ?? opening, opening);
  return createElement(
    Fragment,
    null,
    props.children?.(state, auth),
    createElement('div', { ref: container }),
  );
}

const ignore = () => () => {};
const opening = () => OPENING;
