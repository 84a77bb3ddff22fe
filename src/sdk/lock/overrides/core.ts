/**
 * Overrides `auth0-lock/lib/core`, the base class of Lock's forms. Differences from Lock's own class:
 * - Lock's 188 KB of CSS are in a packaged file, because the content security policy forbids Lock's `<style>`.
 * - `whenReady` resolves when the form can be drawn without the loading screen, which stays for 500 ms.
 * - The first screen is drawn synchronously and as a whole, into an element of the page and never as an overlay.
 * - `destroy` releases everything that belongs to the form.
 * - The page's URL fragment is not parsed, because nothing redirects back to an extension page.
 * - One listener receives all events, so that no emitter is needed.
 */
import * as actions from 'auth0-lock/lib/core/actions';
import * as l from 'auth0-lock/lib/core/index';
import webApi from 'auth0-lock/lib/core/web_api';
import * as i18n from 'auth0-lock/lib/i18n';
import { initSanitizer } from 'auth0-lock/lib/sanitizer';
import { getEntity, observe, read, unsubscribe } from 'auth0-lock/lib/store/index';
import * as sync from 'auth0-lock/lib/sync';
import container from 'auth0-lock/lib/ui/box/container';
import { incremental } from 'auth0-lock/lib/utils/id_utils';
// The version of React that Lock depends on.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { LockContext, LockOptions } from '../lock-context.ts';

/** Replaces the client of a destroyed form, so that late calls by Lock do nothing. */
const NO_CLIENT: object = new Proxy({}, { get: () => () => {} });

export default class Auth0Lock {
  readonly id = incremental();
  readonly engine: LockEngine;
  readonly #context: LockContext;
  #root: Root | undefined;
  #screenName: string | undefined;

  constructor(clientId: string, domain: string, options: LockOptions, engine: LockEngine) {
    this.engine = engine;
    this.#context = options.lockContext();
    sync.go(this.id);
    const emit = (name: string, argument: unknown) => {
      this.#context.onEvent(name, argument);
      return true;
    };
    actions.setupLock(this.id, clientId, domain, options, this.runHook.bind(this), emit);
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

  show(): void {
    actions.openLock(this.id, {});
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

  /** Runs a hook and returns Lock's new state. Lock's own hooks are in the engine. Public ones (`loggingIn`) are not offered. */
  runHook(name: string, model: LockModel, ...args: unknown[]): LockModel {
    if (l.validPublicHooks.includes(name)) {
      const done = args[1];
      if (typeof done === 'function') done();
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
    this.#root ??= createRoot(this.#context.container);
    const root = this.#root;
    const draw = () => root.render(createElement(Container, screenProps(model, screen)));
    // Otherwise React 18 would split the rendering and run other tasks first.
    if (this.#screenName === undefined) flushSync(draw);
    else draw();
    if (screen.name === this.#screenName) return;
    this.#screenName = screen.name;
    this.#context.onScreen(screen.name);
  }
}

/** Returns Lock's state with a `syncFn` that loads `value`. Unchanged if Lock has no `syncFn`, because it has the data already. */
function withLoaded(model: LockModel, what: 'client' | 'i18n', value: object | null): LockModel {
  const path = ['sync', what, 'syncFn'];
  if (value === null || model.getIn(path) === undefined) return model;
  const load = (_model: LockModel, done: (error: null, value: object) => void) => done(null, value);
  return model.setIn(path, load);
}

/**
 * The React component around each of Lock's screens. Lock focuses the field with the error 17 ms after a submission. If the
 * user is signed in by then and the form is removed, this class does nothing, while Lock's own would throw.
 */
export class Container extends container.default {
  override componentWillUnmount(): void {
    super.componentWillUnmount();
    this.chromeRef = { current: { focusError: () => {} } };
  }
}

/** Returns the props of `Container` for a screen. The others have the defaults that they need in a page. */
function screenProps(model: LockModel, screen: LockScreen): object {
  const html = (path: KeyPath, ...args: unknown[]) => i18n.html(model, path, ...args);
  const isTitleHidden = l.ui.hideMainScreenTitle(model) && screen.isFirstScreen(model);
  return {
    auxiliaryPane: screen.renderAuxiliaryPane(model),
    backHandler: withId(model, screen.backHandler(model)),
    classNames: screen.name === 'loading' ? 'fade' : 'horizontal-fade',
    contentComponent: screen.render(),
    contentProps: {
      i18n: {
        html,
        group: (path: KeyPath) => i18n.group(model, path),
        str: (path: KeyPath, ...args: unknown[]) => i18n.str(model, path, ...args),
      },
      model,
    },
    disableSubmitButton: screen.isSubmitDisabled(model),
    error: l.globalError(model),
    info: l.globalInfo(model),
    isSubmitting: l.submitting(model),
    language: l.ui.language(model),
    logo: l.ui.logo(model),
    screenName: screen.name,
    submitButtonLabel: screen.submitButtonLabel(model),
    submitHandler: withId(model, screen.submitHandler(model)),
    success: l.globalSuccess(model),
    tabs: screen.renderTabs(model),
    terms: screen.renderTerms(model, html('signUpTerms')),
    title: isTitleHidden ? null : screen.getTitle(model),
  };
}

type KeyPath = string | readonly string[];

function withId(model: LockModel, handler: ((id: number) => void) | null | undefined) {
  return handler ? () => handler(l.id(model)) : undefined;
}

// Lock adds its sanitizer hook for each form. Here it is added once, because all forms share DOMPurify, which keeps every hook.
initSanitizer();
