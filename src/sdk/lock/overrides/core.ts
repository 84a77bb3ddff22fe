/**
 * Overrides `auth0-lock/lib/core`, the base class of Lock's forms. Differences from Lock's own class:
 * - Lock's 188 KB of CSS are in a packaged file, because the content security policy forbids Lock's `<style>`.
 * - `whenReady` resolves when the form can be drawn without the loading screen, which stays for 500 ms.
 * - The first screen is drawn synchronously and as a whole, into an element of the page and never as an overlay.
 * - `destroy` releases everything that belongs to the form.
 * - The page's URL fragment is not parsed, because nothing redirects back to an extension page.
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
// The version of React that Lock depends on.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { LockContext, LockOptions } from '../lock-context.ts';
import { Container } from './container.ts';
import { READY_EVENTS, screenProps } from './screen-props.ts';

/** Lock's events. A listener for any other event is an error. https://auth0.com/docs/libraries/lock/lock-api-reference#on- */
const EVENTS: readonly string[] = [
  ...['show', 'hide', 'authenticated', 'authorization_error', 'unrecoverable_error', 'hash_parsed'],
  ...READY_EVENTS.values(),
  ...['signin submit', 'signup submit', 'signup success', 'signup error', 'forgot_password submit'],
  ...['socialOrEmail submit', 'socialOrPhoneNumber submit', 'vcode submit', 'federated login'],
  ...['ssodata fetched', 'sso login'],
];

/** Replaces the client of a destroyed form, so that late calls by Lock do nothing. */
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

  /** Resolves when everything that Lock loads is loaded or has failed. After that, `show()` draws the form at once. */
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
    // Lock does not release its observers and its client, which hold references to the form.
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

  /** Runs a hook and returns Lock's new state. Lock's own hooks are in the engine, public ones (`loggingIn`) in the options. */
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

  /** Returns Lock's state with the context's settings and dictionary, which Lock would otherwise load from the network. */
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
    // A signed-in user doesn't need the form, and Lock emits `authenticated` only after this method returns.
    if (l.loggedIn(model)) return;
    const screen = this.engine.render(model);
    this.#root ??= createRoot(placeOf(model));
    const root = this.#root;
    const draw = () => root.render(createElement(Container, screenProps(model, screen)));
    // Otherwise React 18 would split the rendering and run other tasks first.
    if (this.#screenName === undefined) flushSync(draw);
    else draw();
    if (screen.name === this.#screenName) return;
    this.#screenName = screen.name;
    const ready = READY_EVENTS.get(screen.name);
    if (ready !== undefined) l.emitEvent(model, ready);
  }
}

/** Returns Lock's state with a `syncFn` that loads `value`. Unchanged if Lock has no `syncFn`, because it has the data already. */
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

/** Sets `--vh`, which Lock's CSS uses for sizes, to a hundredth of the window's height in pixels. */
function setWindowHeightStyle(): void {
  document.documentElement.style.setProperty('--vh', `${window.innerHeight / 100}px`);
}

// Lock adds its sanitizer hook for each form. Here it is added once, because all forms share DOMPurify, which keeps every hook.
initSanitizer();
setWindowHeightStyle();
window.addEventListener('resize', setWindowHeightStyle);
