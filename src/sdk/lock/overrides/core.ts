/**
 * Replaces `auth0-lock/lib/core`, the base class of Lock's forms. What differs from Lock's own: its
 * 188 KB of CSS lie in a packaged file instead of a `<style>` that the content security policy forbids,
 * `whenReady` reports when the form can be drawn without the loading screen, which pins itself for 500 ms, the first
 * screen is drawn at once and whole, into an element of the page and never over it, and nothing stays of a form that is
 * destroyed. Parsing of the page's hash is left out: nothing redirects back to an extension page.
 */
import * as actions from 'auth0-lock/lib/core/actions';
import * as l from 'auth0-lock/lib/core/index';
import webApi from 'auth0-lock/lib/core/web_api';
import { initSanitizer } from 'auth0-lock/lib/sanitizer';
import { getEntity, observe, read, unsubscribe } from 'auth0-lock/lib/store/index';
import * as sync from 'auth0-lock/lib/sync';
import { incremental } from 'auth0-lock/lib/utils/id_utils';
// The npm package for browsers, which Lock's own base class extends.
import { EventEmitter } from 'events';
// Lock's own React.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { LockContext, LockOptions } from '../lock-context.ts';
import { Container } from './container.ts';
import { READY_EVENTS, screenProps } from './screen-props.ts';

/** https://auth0.com/docs/libraries/lock/lock-api-reference#on- ; any other name is an error of the caller. */
const EVENTS: readonly string[] = [
  ...['show', 'hide', 'authenticated', 'authorization_error', 'unrecoverable_error', 'hash_parsed'],
  ...READY_EVENTS.values(),
  ...['signin submit', 'signup submit', 'signup success', 'signup error', 'forgot_password submit'],
  ...['socialOrEmail submit', 'socialOrPhoneNumber submit', 'vcode submit', 'federated login'],
  ...['ssodata fetched', 'sso login'],
];

/** Replaces the client of a form that is gone: Lock's late calls do nothing. */
const NO_CLIENT: object = new Proxy({}, { get: () => () => {} });

export default class Auth0Lock extends EventEmitter {
  readonly id = incremental();
  readonly engine: LockEngine;
  readonly #context: LockContext;
  #root: Root | undefined;
  #screenName: string | undefined;

  constructor(clientId: string, domain: string, options: LockOptions, engine: LockEngine) {
    super();
    this.engine = engine;
    this.#context = options.lockContext;
    sync.go(this.id);
    const model = actions.setupLock(
      this.id,
      clientId,
      domain,
      options,
      this.runHook.bind(this),
      this.emit.bind(this),
      this.on.bind(this),
    );
    this.on('newListener', (event) => {
      if (!EVENTS.includes(event)) l.emitUnrecoverableErrorEvent(model, `Invalid event "${event}".`);
    });
    observe('render', this.id, (changed) => this.#draw(changed));
  }

  /** Resolves when everything that Lock loads has arrived or has failed: `show()` then draws the form at once. */
  whenReady(): Promise<void> {
    return new Promise((resolve) => {
      const check = (model: LockModel) => {
        if (sync.isDone(model) || l.hasStopped(model)) resolve();
      };
      observe('ready', this.id, check);
      const model = read(getEntity, 'lock', this.id);
      if (model !== undefined) check(model);
    });
  }

  show(options: object = {}): void {
    actions.openLock(this.id, options);
  }

  hide(): void {
    actions.closeLock(this.id, true);
  }

  destroy(): void {
    actions.removeLock(this.id);
    // Lock leaves its watches and its client behind, and these hold all that the form was.
    for (const key of ['render', 'ready', 'sync', 'change']) unsubscribe(`${key}-${this.id}`);
    webApi.default.clients[this.id] = NO_CLIENT;
  }

  /** Calls `listener` with the state each time it changes, until `destroy`. */
  onChange(listener: (model: LockModel) => void): void {
    observe('change', this.id, listener);
  }

  update(change: (model: LockModel) => LockModel): void {
    actions.updateLock(this.id, change);
  }

  getUserInfo(accessToken: string, callback: (error: unknown, profile: unknown) => void): void {
    webApi.default.getUserInfo(this.id, accessToken, callback);
  }

  /** Lock's own hooks run in the engine, an application's (`loggingIn`, `signingUp`) in its options. */
  runHook(name: string, model: LockModel, ...args: unknown[]): LockModel {
    if (l.validPublicHooks.includes(name)) {
      const hook = l.hooks(model).toJS()[name];
      const done = args[1];
      if (typeof hook === 'function') hook(...args);
      else if (typeof done === 'function') done();
      return model;
    }
    const hook = this.engine[name];
    const next: LockModel = typeof hook === 'function' ? hook.call(this.engine, model, ...args) : model;
    return name === 'didInitialize' ? this.#withContext(next) : next;
  }

  /** Has Lock take from the context what it would load from the network. */
  #withContext(model: LockModel): LockModel {
    const { settings, dictionary } = this.#context;
    return withLoaded(withLoaded(model, 'client', settings), 'i18n', dictionary);
  }

  #draw(model: LockModel): void {
    if (!l.rendering(model)) {
      this.#root?.unmount();
      this.#root = undefined;
      this.#screenName = undefined;
      return;
    }
    // Who is signed in sees no more of this form, and Lock says `authenticated` only after it is drawn.
    if (l.loggedIn(model)) return;
    const screen = this.engine.render(model);
    this.#root ??= createRoot(placeOf(model));
    const root = this.#root;
    const draw = () => root.render(createElement(Container, screenProps(model, screen)));
    // React 18 would draw it in pieces, and let everything else go first.
    if (this.#screenName === undefined) flushSync(draw);
    else draw();
    if (screen.name === this.#screenName) return;
    this.#screenName = screen.name;
    const ready = READY_EVENTS.get(screen.name);
    if (ready !== undefined) l.emitEvent(model, ready);
  }
}

/** Lock's `sync` calls `syncFn`, if it has one, with a callback. A dictionary that Lock knows already is not loaded. */
function withLoaded(model: LockModel, what: 'client' | 'i18n', value: object | null): LockModel {
  const path = ['sync', what, 'syncFn'];
  if (value === null || model.getIn(path) === undefined) return model;
  const load = (_model: LockModel, done: (error: null, value: object) => void) => done(null, value);
  return model.setIn(path, load);
}

function placeOf(model: LockModel): HTMLElement {
  const id = l.ui.containerID(model);
  const place = document.getElementById(id);
  if (place === null) throw new Error(`The page has no element with the id "${id}" to draw the form in.`);
  return place;
}

/** Lock's CSS sizes itself by `--vh`, a hundredth of the window's height in pixels. */
function setWindowHeightStyle(): void {
  document.documentElement.style.setProperty('--vh', `${window.innerHeight / 100}px`);
}

// Lock adds this hook for each form. DOMPurify is one for the page and keeps every hook.
initSanitizer();
setWindowHeightStyle();
window.addEventListener('resize', setWindowHeightStyle);
