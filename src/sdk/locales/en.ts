/**
 * Everything that people read, in English. A name in braces is a placeholder. Names of fields in Auth0's dashboard and of
 * variables stay as they are in every language: that is how they are found.
 */
export const english = {
  /** BCP 47, for `lang` and for dates. */
  language: 'en',
  /** For `dir`. */
  direction: 'ltr',

  // The manifest.
  description:
    'Sign in with Auth0 from the toolbar, see on the badge that you are signed in, sign out again.',

  // The toolbar button.
  badgeSignedIn: '{name}: signed in',
  badgeSignedInAs: '{name}: signed in as {person}',
  badgeSignedOut: '{name}: signed out',
  badgeExpired: '{name}: your session has ended. Click to sign in again',
  badgeSignInRequired: '{name}: you need to sign in again. Click to continue',
  badgeStepRequired: '{name}: one more sign-in step is needed. Click to continue',
  badgeUnreadable: '{name}: the session could not be read. Click to try again',

  // The popup: its states, and what is written on it.
  stateLoading: 'Loading…',
  stateSigningOut: 'Signing out…',
  stateSignedOut: 'Signed out',
  stateSigningIn: 'Signing in…',
  stateInWindow: 'Go on in the window',
  stateSignedIn: 'Signed in',
  stateError: 'Something needs you',
  account: 'Account',
  signedInUntil: 'Signed in until {moment}',
  staysSignedIn: 'Your session renews automatically',
  accountOfProvider: '{provider} account',
  accountByPassword: 'E-mail and password',
  accountByMail: 'Code by e-mail',
  accountBySms: 'Code by SMS',
  accountOfCompany: 'Company account',
  logIn: 'Log in',
  logOut: 'Log out',
  switchAccount: 'Use another account',
  continueInWindow: 'Continue in a window',
  signInAnotherWay: 'Sign in another way',
  tryAgain: 'Try again',
  openInTab: 'Open in a tab',
  whatWentWrong: 'What went wrong?',

  // The popup: sentences.
  windowIsOpen: 'A sign-in window is open. Finish signing in there, or sign in another way.',
  signedOutHere: 'You are signed out. {reason}',
  sessionLeftBehind:
    'You are signed out here, but {domain} could not be told: you may still be signed in there. Sign out there too if others use this browser.',
  tokenLeftBehind:
    'You are signed out here, but {domain} could not be told to cancel this sign-in. It ends there by itself.',

  // The options page.
  options: 'Options',
  optionsTitle: '{name} options',
  optionSilent: 'Sign in without asking',
  optionSilentUse: 'Where this browser has signed you in before, opening the popup is enough.',
  optionLogOut: 'When you log out',
  optionLogOutLocal: 'Sign out of this extension only',
  optionLogOutTenant: 'Sign out of {domain} too',
  optionLogOutFederated: 'Sign out of the account behind it too, such as one of Google or of your company',
  optionNotify: 'Notify me when I have to sign in again',
  optionNotifyUse: 'The browser asks whether this extension may show notifications.',
  optionNotifyRefused: 'The browser did not allow notifications, so there will be none.',
  // Where to sign in, in a build that is for no tenant.
  tenantTitle: 'Where to sign in',
  tenantUse:
    'Domain and client id are in the Auth0 dashboard, in the settings of the application. The browser asks whether this extension may reach that one host.',
  tenantCheck: 'Check and use',
  tenantChecking: 'Checking…',
  tenantFound: 'Found {domain}, with these connections: {connections}',
  tenantFoundEmpty:
    'Found {domain}. No connection is switched on for the application, so nobody can sign in yet.',
  tenantLeaves: 'Another choice first logs you out of {domain}.',
  tenantRefused: 'The browser did not allow this extension to reach {domain}, so it could not be checked.',
  noTenantThere: '{domain} is no Auth0 tenant. Copy the domain from the Auth0 dashboard.',
  domainWrong: 'This is not a domain. A right one: example.eu.auth0.com',
  clientIdWrong: 'A client id has letters, digits, "-" and "_" alone. Copy it from the Auth0 dashboard.',
  clientIdUnknown: '{domain} does not know this client id. Copy it from the Auth0 dashboard.',
  clientIdUnknownAtCustomDomain:
    "{domain} doesn't know this client ID. Copy it from the Auth0 Dashboard, or try the tenant's own domain, which ends in .auth0.com.",
  tenantAddresses: 'What the application must list',
  tenantAddressesUse:
    'Paste it into these fields of the same page, and switch on Allow Cross-Origin Authentication there.',
  copy: 'Copy',
  copyRefused: 'The browser did not let it be copied. Select it and copy it from there.',
  tenantNotChosen: 'Nobody has chosen yet where this extension signs in. Choose it in the options.',
  tenantNotAllowed: 'This extension may not reach {domain} yet. Allow it in the options.',
  chooseTenant: 'Open the options',
  optionSaved: 'Saved',
  optionNotSaved:
    'The browser could not save that. Free some disk space or restart the browser, then try again.',

  // What an organisation has set.
  managed: 'Set by your organization',

  // Inside Lock's form.
  codeWrong: 'Wrong code.',
  codeExpired: 'This code has expired. Ask for a new one.',
  signUpRefused: 'This address cannot be signed up. If it is yours, log in with it, or reset its password.',
  signUpDisabled: "New accounts can't be created here. Ask your administrator for one.",
  fieldEmail: 'E-mail address',
  fieldCountry: 'Country',
  formBack: 'Back',

  // Errors: what happened, and what to do about it.
  apiOriginNotListed:
    'This extension may not send its access token to {origin}. Its developer must add it to AUTH0_API_ORIGINS.',
  browserUnsupported: "This browser can't sign in to extensions. Use Chrome, Edge, or Firefox on a computer.",
  authorizationRefused: 'The tenant refused the sign-in: {reason}. Try again, or ask its administrator.',
  callbackNotAllowed:
    "{domain} does not send people back to this extension yet. Its administrator must add {address} to the application's Allowed Callback URLs. Then try again.",
  clientUnknown:
    '{domain} does not know this application. If you build this extension, check AUTH0_DOMAIN and AUTH0_CLIENT_ID; if you use it, tell its developer. Then try again.',
  clientUnknownAtCustomDomain:
    "{domain} doesn't know this application. Its developer can check AUTH0_CLIENT_ID, or try the tenant's own domain, which ends in .auth0.com, as AUTH0_DOMAIN.",
  cookiesBlocked:
    "This browser blocks cookies. Allow them for {domain} in the browser's settings, then try again.",
  crossOriginLoginOff:
    '{domain} does not take passwords from this form yet. Its administrator must switch on Allow Cross-Origin Authentication for the application. Then try again.',
  extensionFailed: 'Something in this extension failed. Try again.',
  extensionIncomplete: 'A part of this extension is missing. Install it again.',
  extensionSilent: 'This extension did not answer itself. Try again; if it stays, restart the browser.',
  formFailed: 'The sign-in form could not be shown. Try again.',
  hostNotPermitted:
    "This extension may not reach {domain}. Allow it in the browser's settings for this extension, under permissions, then try again.",
  idTokenAlgorithm:
    "The sign-in to {domain} couldn't be verified. Try again after its administrator has set the application's JSON Web Token (JWT) Signature Algorithm to RS256.",
  idTokenInvalid:
    "The tenant's proof of who you are was not accepted. Try again; if it stays, tell its administrator.",
  idTokenNotOfNow:
    "The tenant's proof of who you are was not accepted. Check that this computer's clock is right, then try again.",
  interactionRequired:
    '{domain} asks for one more step that this form cannot show. Continue on its own page.',
  noConnection:
    'There is no way to sign in: the application has no connection switched on, or AUTH0_CONNECTIONS names none of them. Tell the developer of this extension, or try again later.',
  noInstantAnswer: 'The tenant did not answer at once. Try again.',
  noTokens: 'The tenant gave no tokens: {reason}. Try again.',
  notRemoved:
    'The browser could not remove the session, so you are still signed in. Restart the browser, then try again.',
  notSaved:
    'You signed in, but the browser could not save it. Free some disk space or restart the browser, then try again.',
  notWritable:
    'The browser cannot save anything, so your session was not renewed. Free some disk space or restart the browser.',
  organizationNotConfirmed:
    "{domain} didn't confirm the organization by its name. Its administrator must switch on Allow Organization Names in Authentication API, or the organization's ID must be used.",
  originNotAllowed:
    "{domain} doesn't accept sign-ins from this form yet. Continue in a window, or have an administrator add {origin} to the application's Allowed Web Origins.",
  redirectForeign: 'The answer to this sign-in does not belong to it, so it was not used. Try again.',
  redirectMissing: 'The browser came back from the tenant without an address. Try again.',
  sessionEnded: 'Your session has ended. Sign in again to go on.',
  sessionSettingsChanged: 'The sign-in settings of this extension have changed. Sign in again to continue.',
  sessionSignInRequired: '{domain} requires you to sign in again. Continue in a window.',
  sessionStepRequired: '{domain} requires one more step from you, such as a code. Continue in a window.',
  settingsInvalid:
    'The sign-in settings from {domain} cannot be used. Continue in a window, or check AUTH0_DOMAIN if you build this extension.',
  signInCancelled: 'The sign-in window was closed before it was done. Sign in again when you like.',
  signInFailed: 'The sign-in failed. Try again.',
  signInPageFailed: 'The sign-in page could not be loaded. Check your connection or VPN, then try again.',
  signInRunning: 'A sign-in window is open already. Finish signing in there, or close it and try again.',
  signOutFailed: 'You are still signed in: signing out failed. Try again.',
  signedOut: 'Nobody is signed in. Sign in, then try again.',
  signedUp: 'You have signed up. {reason}',
  signedUpRefused: "You have signed up, but can't sign in yet: {reason}. Once that is done, sign in.",
  storageBlocked:
    "The browser doesn't let this extension save data. Allow cookies and site data in the browser's settings, then try again.",
  storageUnreadable: 'The browser could not read your session. Try again; if it stays, restart the browser.',
  tenantFailed: '{domain} is having trouble (status {status}). Try again in a minute.',
  tenantIntercepted:
    'Something between this browser and {domain} answered instead (status {status}). Check your VPN, proxy or network sign-in, then try again.',
  tenantUnreachable: '{domain} could not be reached. Check your connection and try again.',
  tokenAnswerSenseless:
    '{domain} answered in a way that makes no sense. Try again; if it stays, tell its administrator.',
  tokenOverAtOnce:
    '{domain} gave a token that was over at once. Try again; if it stays, tell its administrator.',

  // The diagnostics page.
  diagnosticsTitle: '{name} diagnostics',
  diagnosticsPurpose:
    'What happened, and how things stand. Who is signed in is not on this page, nor is anything secret: you can show it to whoever helps you.',
  copyReport: 'Copy for a bug report',
  checkAgain: 'Check again',
  copied: 'Copied',
  copyFailed: 'The browser did not let it be copied. It is selected below: copy it from there.',
  bugReport: 'Bug report',

  // The options page: values of the administrator that have no field.
  domain: 'Domain',
  clientId: 'Client id',
  connections: 'Connections',
  connectionsAll: "All of the application's",
  organization: 'Organization',
  logInHosted: "The tenant's own page, in a window",
  logOutTenant: "Ends the tenant's session too",
} as const;
