/**
 * Types of the parts of auth0-lock 14.3.0 and auth0-js 10.2.1 that Latchkey uses. package.json pins both versions, because
 * these modules are not public API. Lock's modules are CommonJS with a `default` export, so the default import contains
 * another `default`.
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
  export const setEntity: unknown;
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
    emit: (event: string, ...args: unknown[]) => boolean,
    on: (event: string, listener: (...args: unknown[]) => void) => unknown,
  ): LockModel;
  export function openLock(id: number, options: object): boolean;
  export function closeLock(id: number, ...args: unknown[]): void;
  export function removeLock(id: number): void;
  export function updateLock(id: number, update: (model: LockModel) => LockModel): void;
}

declare module 'auth0-lock/lib/core/web_api' {
  const module: {
    readonly default: {
      /** Clients by the ID of the form. */
      readonly clients: Record<number, object>;
      getUserInfo(
        id: number,
        accessToken: string,
        callback: (error: unknown, profile: unknown) => void,
      ): void;
    };
  };
  export default module;
}

declare module 'auth0-lock/lib/core/web_api/helper' {
  type Callback = (error: unknown, result?: unknown) => void;
  export function loginCallback(redirect: boolean, domain: string, callback: Callback): Callback;
  export function normalizeError(error: unknown): unknown;
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
  export function hooks(model: LockModel): { toJS(): Record<string, unknown> };
  export function globalError(model: LockModel): unknown;
  export function globalInfo(model: LockModel): unknown;
  export function globalSuccess(model: LockModel): unknown;
  export function submitting(model: LockModel): boolean;
  export function showBadge(model: LockModel): boolean;
  export function suppressSubmitOverlay(model: LockModel): boolean | undefined;
  export function emitEvent(model: LockModel, event: string, ...args: unknown[]): void;
  export function emitUnrecoverableErrorEvent(model: LockModel, error: unknown): void;
  export const ui: {
    appendContainer(model: LockModel): boolean;
    autofocus(model: LockModel): boolean;
    closable(model: LockModel): boolean;
    containerID(model: LockModel): string;
    hideMainScreenTitle(model: LockModel): boolean;
    labeledSubmitButton(model: LockModel): boolean;
    language(model: LockModel): string;
    logo(model: LockModel): string | undefined;
    mobile(model: LockModel): boolean;
    primaryColor(model: LockModel): string | undefined;
    scrollGlobalMessagesIntoView(model: LockModel): boolean;
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

declare module 'auth0-lock/lib/field/phone_number' {
  export function initLocation(model: LockModel, country: string): LockModel;
  export function setPhoneNumber(model: LockModel, value: string): LockModel;
  export function phoneNumberWithDiallingCode(model: LockModel): string;
}

declare module 'auth0-lock/lib/i18n' {
  export function str(model: LockModel, keyPath: string | readonly string[], ...args: unknown[]): string;
  export function html(model: LockModel, keyPath: string | readonly string[], ...args: unknown[]): unknown;
  export function group(model: LockModel, keyPath: string | readonly string[]): Record<string, unknown>;
}

declare module 'auth0-lock/lib/i18n/en' {
  const module: {
    readonly default: {
      readonly error: Readonly<
        Record<'login' | 'signUp' | 'forgotPassword' | 'passwordless', Readonly<Record<string, string>>>
      >;
    };
  };
  export default module;
}

/** Sends auth0-js's requests. */
interface RequestSender {
  post(
    url: string,
    options?: { xRequestLanguage?: string },
  ): {
    send(body: object): { end(done: (error: unknown, answer?: unknown) => void): unknown };
  };
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

declare module 'auth0-js/src/helper/request-builder' {
  export default class RequestBuilder implements RequestSender {
    constructor(options: { _sendTelemetry: boolean });
    post: RequestSender['post'];
  }
}

declare module 'auth0-js/src/authentication/passwordless-authentication' {
  type Callback = (error: unknown, result?: unknown) => void;
  export default class PasswordlessAuthentication {
    constructor(request: RequestSender, options: { rootUrl: string; clientID: string });
    start(options: object, callback: Callback): void;
  }
}

declare module 'auth0-lock/lib/connection/enterprise' {
  export function isEnterpriseDomain(model: LockModel, address: string): boolean;
  export function isHRDActive(model: LockModel): boolean;
  export function isHRDDomain(model: LockModel, address: string): boolean;
  export function toggleHRD(model: LockModel, address: string): LockModel;
}

declare module 'auth0-lock/lib/engine/classic' {
  const module: { readonly default: LockEngine };
  export default module;
  export function matchesEnterpriseConnection(model: LockModel, address: string): boolean;
}

declare module 'auth0-lock/lib/engine/passwordless' {
  const module: { readonly default: LockEngine };
  export default module;
}

declare module 'auth0-lock/lib/connection/passwordless/index' {
  export function setPasswordlessStarted(model: LockModel, started: boolean): LockModel;
}

declare module 'auth0-js/src/authentication/db-connection' {
  type Callback = (error: unknown, result?: unknown) => void;
  export default class DBConnection {
    constructor(request: RequestSender, options: { rootUrl: string; clientID: string });
    signup(options: object, callback: Callback): void;
    changePassword(options: object, callback: Callback): void;
  }
}

declare module 'react-transition-group/esm/CSSTransition' {
  const CSSTransition: import('react').FunctionComponent<object>;
  export default CSSTransition;
}

declare module 'react-transition-group/esm/TransitionGroup' {
  const TransitionGroup: import('react').FunctionComponent<object>;
  export default TransitionGroup;
}
