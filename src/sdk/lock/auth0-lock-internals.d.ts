/**
 * Types of the parts of auth0-lock 14.3.0 that Latchkey uses. package.json pins the version, because these modules are not public
 * API. Lock's modules are CommonJS with a `default` export, so the default import contains another `default`.
 */

/** Lock's state, an Immutable.js map. */
type LockModel = {
  readonly __lockModel: unique symbol;
  getIn(path: readonly string[]): unknown;
  setIn(path: readonly string[], value: unknown): LockModel;
};

/** A screen of the widget, as `engine.render` returns it. A handler is `null` if the screen has none. */
interface LockScreen {
  readonly name: string;
  getTitle(model: LockModel): string;
  isFirstScreen(model: LockModel): boolean;
  isSubmitDisabled(model: LockModel): boolean;
  backHandler(model: LockModel): ((id: number) => void) | null | undefined;
  submitHandler(model: LockModel): ((id: number) => void) | null | undefined;
  submitButtonLabel(model: LockModel): string;
  render(): unknown;
  renderAuxiliaryPane(model: LockModel): unknown;
  renderTabs(model: LockModel): unknown;
  renderTerms(model: LockModel, terms: unknown): unknown;
}

/** Lock's classic or passwordless engine. Lock finds its hooks (`didInitialize`, `willShow`, …) by name. */
interface LockEngine {
  render(model: LockModel): LockScreen;
  readonly [hook: string]: unknown;
}

declare module 'auth0-lock/lib/store/index' {
  export function observe(key: string, id: number, listener: (model: LockModel) => void): void;
  export function unsubscribe(key: string): void;
  export function read<A extends unknown[], T>(get: (state: unknown, ...path: A) => T, ...path: A): T;
  export function swap(update: unknown, ...args: unknown[]): void;
  export function getEntity(state: unknown, collection: 'lock', id: number): LockModel | undefined;
  export const updateEntity: unknown;
}

declare module 'auth0-lock/lib/sync' {
  export function go(id: number): void;
  export function isDone(model: LockModel): boolean;
}

declare module 'auth0-lock/lib/sanitizer' {
  export function initSanitizer(): void;
}

declare module 'auth0-lock/lib/utils/id_utils' {
  export function incremental(): number;
}

declare module 'auth0-lock/lib/core/actions' {
  export function setupLock(
    id: number,
    clientId: string,
    domain: string,
    options: object,
    runHook: (name: string, model: LockModel, ...args: unknown[]) => LockModel,
    /** Returns whether the event has a listener. */
    emit: (event: string, argument: unknown) => boolean,
  ): LockModel;
  export function openLock(id: number, options: object): boolean;
  export function removeLock(id: number): void;
  export function updateLock(id: number, update: (model: LockModel) => LockModel): void;
}

declare module 'auth0-lock/lib/core/web_api' {
  /** Clients by the ID of the form. */
  const module: { readonly default: { readonly clients: Record<number, object> } };
  export default module;
}

declare module 'auth0-lock/lib/core/web_api/helper' {
  /** Returns the error in the format that Lock expects at sign-in, with the code in `error`. */
  export function normalizeError(error: object): object;
  /** Returns a copy without white space around the user's name, email address and phone number. */
  export function trimAuthParams<T extends object>(parameters: T): T;
}

declare module 'auth0-lock/lib/ui/box/container' {
  import { Component } from 'react';

  class Container extends Component<object> {
    /** The component that focuses the first field with an error. `null` after React has unmounted the screen. */
    chromeRef: { current: { focusError(): void } | null };
    constructor(props: object);
    checkConnectionResolver(done: () => void): void;
    handleSubmit(event: Event): void;
    componentWillUnmount(): void;
  }
  const module: { readonly default: typeof Container };
  export default module;
}

declare module 'auth0-lock/lib/core/index' {
  export const setSubmitting: unknown;
  export const validPublicHooks: readonly string[];
  export function id(model: LockModel): number;
  export function loggedIn(model: LockModel): boolean;
  export function rendering(model: LockModel): boolean;
  export function hasStopped(model: LockModel): boolean | undefined;
  export function globalError(model: LockModel): unknown;
  export function globalInfo(model: LockModel): unknown;
  export function globalSuccess(model: LockModel): unknown;
  export function submitting(model: LockModel): boolean;
  export const ui: {
    hideMainScreenTitle(model: LockModel): boolean;
    language(model: LockModel): string;
    logo(model: LockModel): string | undefined;
  };
}

declare module 'auth0-lock/lib/field/index' {
  /** An option of a selection list, such as a country. */
  interface FieldOption {
    get(name: 'value'): unknown;
  }
  export function getField(
    model: LockModel,
    name: string,
  ): { get(name: 'options'): Iterable<FieldOption> | undefined };
  export function setOptionField(model: LockModel, name: string, option: FieldOption): LockModel;
}

declare module 'auth0-lock/lib/field/username' {
  export function setUsername(
    model: LockModel,
    value: string,
    style: 'email' | 'username',
    validatesFormat: boolean,
  ): LockModel;
}

declare module 'auth0-lock/lib/i18n' {
  type KeyPath = string | readonly string[];
  export function str(model: LockModel, path: KeyPath, ...args: unknown[]): string;
  export function html(model: LockModel, path: KeyPath, ...args: unknown[]): unknown;
  export function group(model: LockModel, path: KeyPath): Record<string, unknown>;
}

declare module 'auth0-lock/lib/i18n/en' {
  type Section = 'login' | 'signUp' | 'forgotPassword' | 'passwordless';
  type Errors = Readonly<Record<Section, Readonly<Record<string, string>>>>;
  const module: { readonly default: { readonly error: Errors } };
  export default module;
}

declare module 'auth0-lock/lib/connection/enterprise' {
  export function isEnterpriseDomain(model: LockModel, address: string): boolean;
  export function isHRDDomain(model: LockModel, address: string): boolean;
  export function toggleHRD(model: LockModel, address: string): LockModel;
}

declare module 'auth0-lock/lib/engine/classic' {
  const module: { readonly default: LockEngine };
  export default module;
}

declare module 'auth0-lock/lib/engine/passwordless' {
  const module: { readonly default: LockEngine };
  export default module;
}

/** A dependency of auth0-lock, which renders with it. https://react.dev/reference/react-dom/client/createRoot */
declare module 'react-dom/client' {
  export interface Root {
    render(element: unknown): void;
    unmount(): void;
  }
  export function createRoot(container: HTMLElement): Root;
}

/** A dependency of auth0-lock, which renders with it. https://react.dev/reference/react-dom/flushSync */
declare module 'react-dom' {
  export function flushSync(draw: () => void): void;
}

declare module 'react-transition-group/esm/CSSTransition' {
  const CSSTransition: import('react').FunctionComponent<object>;
  export default CSSTransition;
}

declare module 'react-transition-group/esm/TransitionGroup' {
  const TransitionGroup: import('react').FunctionComponent<object>;
  export default TransitionGroup;
}

/** Lock's stylesheet. `tooling/build/lock-assets.ts` generates the module. */
declare module 'latchkey-assets/lock.css' {
  const css: string;
  export default css;
}

/** Functions that load a dictionary of Lock, by its code of the language. `tooling/build/lock-assets.ts` generates the module. */
declare module 'latchkey-assets/dictionaries' {
  const dictionaries: import('./languages.ts').Dictionaries;
  export default dictionaries;
}
