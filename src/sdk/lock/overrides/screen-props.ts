import * as actions from 'auth0-lock/lib/core/actions';
import * as l from 'auth0-lock/lib/core/index';
import * as i18n from 'auth0-lock/lib/i18n';

/** The event that Lock emits when a screen accepts input, by screen name. */
export const READY_EVENTS: ReadonlyMap<string, string> = new Map([
  ['main.login', 'signin ready'],
  ['main.signUp', 'signup ready'],
  ['forgotPassword', 'forgot_password ready'],
  ['socialOrEmail', 'socialOrEmail ready'],
  ['socialOrPhoneNumber', 'socialOrPhoneNumber ready'],
  ['vcode', 'vcode ready'],
]);

/** Returns the props of Lock's React container for `screen`. No avatar: Lock would request it from a third party. */
export function screenProps(model: LockModel, screen: LockScreen): object {
  const words = wordsOf(model);
  const hideTitle = l.ui.hideMainScreenTitle(model) && screen.isFirstScreen(model);
  return {
    ...lookProps(model),
    auxiliaryPane: screen.renderAuxiliaryPane(model),
    avatar: null,
    backHandler: withId(model, screen.backHandler(model)),
    classNames: screen.name === 'loading' ? 'fade' : 'horizontal-fade',
    closeHandler: l.ui.closable(model) ? withId(model, actions.closeLock) : undefined,
    contentComponent: screen.render(),
    contentProps: { i18n: words, model },
    disableSubmitButton: screen.isSubmitDisabled(model),
    screenName: screen.name,
    submitButtonLabel: l.ui.labeledSubmitButton(model) ? screen.submitButtonLabel(model) : null,
    submitHandler: withId(model, screen.submitHandler(model)),
    tabs: screen.renderTabs(model),
    terms: screen.renderTerms(model, words.html('signUpTerms')),
    title: hideTitle ? null : screen.getTitle(model),
  };
}

function lookProps(model: LockModel): object {
  return {
    autofocus: l.ui.autofocus(model),
    error: l.globalError(model),
    info: l.globalInfo(model),
    success: l.globalSuccess(model),
    isMobile: l.ui.mobile(model),
    isModal: l.ui.appendContainer(model),
    isSubmitting: l.submitting(model),
    language: l.ui.language(model),
    logo: l.ui.logo(model),
    primaryColor: l.ui.primaryColor(model),
    scrollGlobalMessagesIntoView: l.ui.scrollGlobalMessagesIntoView(model),
    showBadge: l.showBadge(model) === true,
    suppressSubmitOverlay: l.suppressSubmitOverlay(model) ?? false,
  };
}

type KeyPath = string | readonly string[];

function wordsOf(model: LockModel) {
  return {
    group: (path: KeyPath) => i18n.group(model, path),
    html: (path: KeyPath, ...args: unknown[]) => i18n.html(model, path, ...args),
    str: (path: KeyPath, ...args: unknown[]) => i18n.str(model, path, ...args),
  };
}

type Handler = (id: number, ...args: unknown[]) => void;

function withId(model: LockModel, handler: Handler | null | undefined) {
  if (handler === null || handler === undefined) return undefined;
  return (...args: unknown[]) => handler(l.id(model), ...args);
}
