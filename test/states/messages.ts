/** Every message for users in its place: in the built pages in Chromium, with long values, in a popup's width. */
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { type LatchkeyError, parseError } from '../../src/sdk/errors.ts';
import { ENGLISH_LABELS, ENGLISH_SIGN_IN_ERRORS } from '../../src/sdk/lock/lock-options.ts';
import { failed, type Notice, type PopupState, signedOut } from '../../src/sdk/popup-model.ts';
import { browserMessages } from '../../src/tooling/build/extension-messages.ts';
import { waitForForm } from '../e2e/pages.ts';
import { ada, createWorld, submitForm, type World } from '../e2e/world.ts';
import type { ColorScheme } from '../support/browser.ts';
import { TEXTS, type TextName } from '../support/texts.ts';
import { ERROR_CASES } from '../support/unit/every-error.ts';
import { unitSession, unitUser } from '../support/unit/session.ts';

export type Language = keyof typeof TEXTS;

/** Called with each message in its place, which names it. */
export type Look = (place: string, page: Page) => Promise<void>;

const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';

/** Long values of the placeholders. */
const VALUES: Readonly<Record<string, string>> = {
  domain: 'acme-international-holding-production.eu.auth0.com',
  origin: `chrome-extension://${EXTENSION}`,
  address: `https://${EXTENSION}.chromiumapp.org/`,
  description: 'Please verify your email address before signing in',
  reason: 'Please verify your email address before signing in',
  status: '503',
  connections: 'Username-Password-Authentication, google-oauth2, acme-employees-northern-europe',
  name: 'Latchkey',
};

/** The text of Lock's message. */
const LOCK_MESSAGE = '#lock .auth0-global-message span';

/** Starts a world whose popup can show any state: see `e2e/own/message-view.ts`. */
export function createMessageWorld(): Promise<World> {
  return createWorld('chromium', {
    environment: { AUTH0_SILENT: 'off' },
    overrides: {
      'src/extension/popup/popup-view.ts': path.join(import.meta.dirname, '../e2e/own/message-view.ts'),
    },
  });
}

/** How the messages are shown. */
export interface Appearance {
  readonly language: Language;
  readonly scheme: ColorScheme;
  /** Of the popup, in CSS pixels. */
  readonly width: number;
}

/** Shows every message of a language in its place, and calls `look` with each. */
export async function visitMessages(world: World, appearance: Appearance, look: Look): Promise<void> {
  const { language, width } = appearance;
  const popup = await world.browser.openPopupInTab();
  await popup.page.setViewport({ width, height: 417 });
  await world.browser.setMedia(popup.page, appearance);
  await useLanguage(popup.page, language);
  await waitForForm(popup);
  for (const [place, state] of popupStates()) {
    if (state.kind === 'signed-out' && state.form !== 'ready') await setText(popup.page, '#lock', '');
    await popup.page.evaluate((json) => Object(globalThis).showState(json), JSON.stringify(state));
    await look(place, popup.page);
  }
  await useLanguage(popup.page, language);
  await waitForForm(popup);
  await submitForm(popup, { ...ada(world.tenant), password: 'wrong' });
  await popup.page.waitForSelector(LOCK_MESSAGE);
  for (const [place, text] of await lockMessages(language)) {
    await setText(popup.page, LOCK_MESSAGE, text);
    await look(place, popup.page);
  }
  await popup.close();
  await visitTab(world, 'options', appearance, look);
  await visitTab(world, 'diagnostics', appearance, look);
}

/** Opens the page again, as in a browser in this language. */
async function useLanguage(page: Page, language: Language): Promise<void> {
  const { identifier } = await page.evaluateOnNewDocument(
    (code, messages) => {
      chrome.i18n.getUILanguage = () => code;
      chrome.i18n.getMessage = (name: string, values: readonly string[] = []) =>
        (messages[name]?.message ?? '').replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? '');
    },
    language,
    browserMessages(TEXTS[language]),
  );
  await page.reload();
  await page.removeScriptToEvaluateOnNewDocument(identifier);
}

function popupStates(): [place: string, state: PopupState][] {
  const notice = (name: string, shown: Notice): [string, PopupState] => [
    `notice-${name}`,
    { ...signedOut('ready'), notice: shown },
  ];
  const domain = VALUES.domain ?? '';
  const errors = shownErrors();
  const error = parseError({ code: 'tenant-unreachable', data: { domain } });
  if (error === null) throw new TypeError('tenant-unreachable has other data.');
  return [
    ['loading', { kind: 'opening' }],
    ['signing-out', { kind: 'signing-out', result: null }],
    ['signing-in', { kind: 'submitted', isSaved: false, session: null }],
    ['in-window', { kind: 'in-window', outcome: null }],
    ...ACCOUNTS.map((sub) => signedIn(sub, Date.now() + 3_600_000)),
    signedIn('oauth2|custom-social-connection|1', null),
    ...errors.map(([name, one]): [string, PopupState] => [`error-${name}`, failed(one)]),
    ['error-cannot-sign-in', failed(error, false)],
    ...errors.map(([name, one]) => notice(name, { kind: 'failed', error: one, cookiesOf: null })),
    notice('window-open', { kind: 'window-open' }),
    notice('sign-in-failed', { kind: 'sign-in-failed' }),
    notice('with-cookies', { kind: 'failed', error, cookiesOf: domain }),
    notice('signed-out-here', { kind: 'signed-out-here', error }),
    ['hosted', signedOut('absent')],
    ['no-tenant', { ...signedOut('no-tenant'), notice: { kind: 'no-tenant', domain: null } }],
    ['no-access', { ...signedOut('no-tenant'), notice: { kind: 'no-tenant', domain } }],
  ];
}

/** One user ID for each kind of account. */
const ACCOUNTS = ['auth0|1', 'google-oauth2|1', 'email|1', 'sms|1', 'samlp|acme|1'];

function signedIn(sub: string, renewAt: number | null): [string, PopupState] {
  const user = unitUser({
    sub,
    name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff',
    email: 'hubert.wolfeschlegelsteinhausenbergerdorff@a-very-long-domain.example',
    picture: null,
  });
  const session = unitSession({ user, renewAt, expiresAt: Date.now() + 3 * 86_400_000 });
  return [`account-${sub.split('|')[0]}`, { kind: 'signed-in', session }];
}

/** Errors whose text only developers read, in English. */
const FOR_DEVELOPERS = [
  'background-invalid',
  'configuration-invalid-field',
  'manifest-incomplete',
  'operation-refused',
];

/** The errors for users, by code and reason, and three of them right after a sign-up. */
function shownErrors(): [name: string, error: LatchkeyError][] {
  const hasSignedUp = 'yes';
  const custom = { domain: 'login.acme-international-holding.example' };
  const cases = [
    ...ERROR_CASES.map(({ code, reason, stored }) => ({
      name: reason === 'only' ? code : `${code}-${reason}`,
      code,
      data: withLongValues(stored.data),
    })),
    { name: 'client-unknown-custom-domain', code: 'client-unknown', data: custom },
    {
      name: 'signed-up-refused',
      code: 'authorization-refused',
      data: { reason: 'refused', description: VALUES.description, hasSignedUp },
    },
    { name: 'signed-up-not-saved', code: 'storage-failed', data: { reason: 'not-saved', hasSignedUp } },
    { name: 'signed-up-clock', code: 'id-token-invalid', data: { reason: 'clock', hasSignedUp } },
  ];
  return cases
    .filter(({ name }) => !FOR_DEVELOPERS.includes(name))
    .map(({ name, code, data }) => {
      const error = parseError({ code, data });
      if (error === null) throw new TypeError(`${code} has other data than ${JSON.stringify(data)}.`);
      return [name, error];
    });
}

function withLongValues(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, name === 'reason' ? value : (VALUES[name] ?? value)]),
  );
}

/** A part of Lock's dictionary: texts by name, and further parts. */
export interface Dictionary {
  readonly [name: string]: string | Dictionary;
}

/** Returns Lock's own texts in a language, with this project's overrides of the English ones. */
export async function lockDictionary(language: Language): Promise<Dictionary> {
  const { default: module } = await import(`auth0-lock/lib/i18n/${language}.js`);
  const dictionary: Dictionary = module.default ?? module;
  if (language !== 'en') return dictionary;
  const { login, passwordless, ...errors } = Object(dictionary.error);
  const { too_many_attempts } = ENGLISH_SIGN_IN_ERRORS;
  return {
    ...dictionary,
    ...ENGLISH_LABELS,
    success: { ...Object(dictionary.success), ...ENGLISH_LABELS.success },
    error: {
      ...errors,
      login: { ...login, ...ENGLISH_SIGN_IN_ERRORS },
      passwordless: { ...passwordless, too_many_attempts },
    },
  };
}

/** Returns the messages that appear in Lock's form: its own errors and successes, and the SDK's. */
async function lockMessages(language: Language): Promise<[place: string, text: string][]> {
  const { error, success } = await lockDictionary(language);
  const own = ['codeExpired', 'signUpRefused', 'signUpDisabled', 'signedUpRefused'] as const;
  return [
    ...Object.entries({ ...Object(error), success }).flatMap(([section, texts]) =>
      Object.entries<string>(Object(texts)).map(([name, text]): [string, string] => [
        `lock-${section}-${name}`,
        text.replace(/<br ?\/>/g, ' ').replace('%s', VALUES.domain ?? ''),
      ]),
    ),
    ...own.map((name): [string, string] => [`lock-${name}`, fillIn(language, name)]),
  ];
}

/** Returns a text with long values. */
function fillIn(language: Language, name: TextName): string {
  const isolate = (value: string) => (language === 'ar' ? `\u2068${value}\u2069` : value);
  return TEXTS[language][name].replace(/\{(\w+)\}/g, (_, key: string) => isolate(VALUES[key] ?? ''));
}

/** Where the options and diagnostics pages show texts that depend on what happened. */
const RESULTS: readonly (readonly [page: string, selector: string, names: readonly TextName[]])[] = [
  ['options', '#result', ['optionSaved', 'optionNotSaved', 'optionNotifyRefused']],
  ['options', '#tenant-found', ['tenantChecking', 'tenantFound', 'tenantFoundEmpty']],
  ['options', '#tenant-error', ['domainWrong', 'clientIdWrong', 'clientIdUnknown', 'hostAccessBlocked']],
  ['options', '#tenant-error', ['clientIdUnknownAtCustomDomain', 'domainNotTenant', 'optionNotSaved']],
  ['options', '#tenant-error', ['tenantSessionNotEnded', 'refreshTokenNotRevoked', 'tenantUnreachable']],
  ['options', '#tenant-copied', ['copied', 'copyRefused']],
  ['options', '#managed-values dd', ['connectionsAll', 'logInHosted']],
  ['diagnostics', '#result', ['copied', 'copyFailed', 'extensionFailed']],
];

/** Texts of the options page that always stand in the same place, if the page has all its parts. */
const OPTIONS_PARTS: readonly (readonly [selector: string, name: TextName])[] = [
  ['#tenant-leaves', 'tenantLeaves'],
  ['#logout-tenant-label', 'optionLogOutTenant'],
  ['#tenant-managed', 'managed'],
  ['#silent-managed', 'managed'],
  ['#logout-managed', 'managed'],
  ['#managed-values dt', 'connections'],
];

/** Shows a page that opens in a tab, in its narrowest and in a usual width, with all its parts. */
async function visitTab(
  { browser }: World,
  name: string,
  { language, scheme }: Appearance,
  look: Look,
): Promise<void> {
  const page = await browser.openExtensionPage(`${name}.html`);
  await browser.setMedia(page, { scheme });
  await useLanguage(page, language);
  await page.waitForSelector('[aria-busy=false]');
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('#tenant, #tenant-leaves, #managed'))
      part.removeAttribute('hidden');
    const list = document.querySelector('#managed-values');
    list?.append(document.createElement('dt'), document.createElement('dd'));
  });
  const show = (selector: string, text: TextName) => setText(page, selector, fillIn(language, text));
  if (name === 'options') {
    for (const [selector, text] of OPTIONS_PARTS) await show(selector, text);
    await setText(page, '#redirect-url', VALUES.address ?? '');
    await setText(page, '#origin', VALUES.origin ?? '');
  }
  for (const width of [320, 900]) {
    await page.setViewport({ width, height: 600 });
    await look(`${name}-${width}`, page);
  }
  await page.setViewport({ width: 400, height: 600 });
  for (const [where, selector, texts] of RESULTS) {
    if (where !== name) continue;
    for (const text of texts) {
      await page.$eval(selector, (element, tone) => element.setAttribute('data-tone', tone), toneOf(text));
      await show(selector, text);
      await look(`${name}-${text}`, page);
    }
    await setText(page, selector, '');
  }
  await page.close();
}

function toneOf(text: TextName): string {
  return /^(?:optionSaved|tenantChecking|tenantFound|copied)/.test(text) ? 'good' : 'error';
}

function setText(page: Page, selector: string, text: string): Promise<void> {
  return page.$eval(selector, (element, words) => element.replaceChildren(words), text);
}
