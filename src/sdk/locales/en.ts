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
  description: "Sign in with Auth0 from the toolbar. A badge shows whether you're signed in.",

  // The toolbar button.
  badgeSignedIn: '{name}: signed in',
  badgeSignedInAs: '{name}: signed in as {person}',
  badgeSignedOut: '{name}: signed out',
  badgeExpired: '{name}: session expired. Click to sign in again.',
  badgeSignInRequired: '{name}: sign-in required. Click to continue.',
  badgeStepRequired: '{name}: another sign-in step is required. Click to continue.',
  badgeUnreadable: "{name}: can't read the session. Click to try again.",

  // The popup: its states, and what is written on it.
  stateLoading: 'Loading…',
  stateSigningOut: 'Signing out…',
  stateSignedOut: 'Signed out',
  stateSigningIn: 'Signing in…',
  stateInWindow: 'Continue in the window',
  stateSignedIn: 'Signed in',
  stateError: 'Action needed',
  account: 'Account',
  signedInUntil: 'Signed in until {moment}',
  staysSignedIn: 'Your session renews automatically',
  accountOfProvider: '{provider} account',
  accountByPassword: 'Email and password',
  accountByMail: 'Email code',
  accountBySms: 'Text message code',
  accountOfCompany: 'Work or school account',
  logIn: 'Sign in',
  logOut: 'Sign out',
  switchAccount: 'Use another account',
  continueInWindow: 'Continue in a new window',
  signInAnotherWay: 'Sign in another way',
  tryAgain: 'Try again',
  openInTab: 'Open in a new tab',
  whatWentWrong: 'What went wrong?',

  // The popup: sentences.
  windowIsOpen: 'A sign-in window is open. Finish signing in there, or sign in another way.',
  signedOutHere: "You're signed out. {reason}",
  sessionLeftBehind:
    "You're signed out of this extension, but {domain} couldn't be notified. You might still be signed in there. If others use this browser, sign out there too.",
  tokenLeftBehind:
    "You're signed out, but {domain} couldn't be asked to revoke this sign-in. It will expire on its own.",

  // The options page.
  options: 'Options',
  optionsTitle: '{name} options',
  optionSilent: 'Sign in automatically',
  optionSilentUse: 'If you already have a session in this browser, opening the popup signs you in.',
  optionLogOut: 'When you sign out',
  optionLogOutLocal: 'Sign out of this extension only',
  optionLogOutTenant: 'Also sign out of {domain}',
  optionLogOutFederated: 'Also sign out of the account you used, such as Google or your work account',
  optionNotify: 'Notify me when I have to sign in again',
  optionNotifyUse: 'Your browser will ask for permission to show notifications.',
  optionNotifyRefused: "Notifications are blocked. Allow them for this extension in your browser's settings.",
  // Where to sign in, in a build that is for no tenant.
  tenantTitle: 'Auth0 tenant',
  tenantUse:
    "Find both values in the Auth0 Dashboard, in your application's Settings. Your browser will ask for access to this domain.",
  tenantCheck: 'Verify and save',
  tenantChecking: 'Checking…',
  tenantFound: 'Connected to {domain}. Connections: {connections}',
  tenantFoundEmpty:
    "Connected to {domain}, but the application has no connections enabled, so users can't sign in yet.",
  tenantLeaves: 'Changing the tenant signs you out of {domain}.',
  tenantRefused: "Your browser blocked access to {domain}, so it couldn't be verified.",
  noTenantThere: "{domain} isn't an Auth0 tenant. Copy the domain from the Auth0 Dashboard.",
  domainWrong: 'Enter a domain like example.eu.auth0.com.',
  clientIdWrong:
    'A client ID contains only letters, digits, hyphens and underscores. Copy it from the Auth0 Dashboard.',
  clientIdUnknown: '{domain} has no application with this client ID. Copy it from the Auth0 Dashboard.',
  clientIdUnknownAtCustomDomain:
    "{domain} has no application with this client ID. Copy it from the Auth0 Dashboard, or try the tenant's own domain, which ends in .auth0.com.",
  tenantAddresses: 'Application settings',
  tenantAddressesUse:
    "Copy these values into the matching fields of the application's Settings, and turn on Allow Cross-Origin Authentication.",
  copy: 'Copy',
  copyRefused: "Couldn't copy. Select the text and copy it manually.",
  tenantNotChosen: "This extension isn't set up yet. Choose an Auth0 tenant in the options.",
  tenantNotAllowed: 'This extension needs access to {domain}. Allow it in the options.',
  chooseTenant: 'Open the options',
  optionSaved: 'Saved',
  optionNotSaved:
    "Your change couldn't be saved. Free some disk space or restart your browser, then try again.",

  // What an organisation has set.
  managed: 'Managed by your organization',

  // Inside Lock's form.
  codeWrong: 'Incorrect code.',
  codeExpired: 'This code has expired. Request a new one.',
  signUpRefused:
    "This email address can't be used to sign up. If you already have an account, sign in or reset your password.",
  signUpDisabled: "New accounts can't be created here. Ask your administrator for one.",
  fieldEmail: 'Email address',
  fieldCountry: 'Country',
  formBack: 'Back',

  // Errors: what happened, and what to do about it.
  apiOriginNotListed:
    "This extension isn't allowed to send your sign-in to {origin}. Developers: add it to AUTH0_API_ORIGINS.",
  browserUnsupported:
    "This browser doesn't support sign-in for extensions. Use Chrome, Edge or Firefox on a computer.",
  authorizationRefused: 'Sign-in was denied: {reason}. Try again, or contact your administrator.',
  callbackNotAllowed:
    "{domain} doesn't recognize this extension yet. An administrator must add {address} to the application's Allowed Callback URLs.",
  clientUnknown:
    "{domain} doesn't recognize this application. Contact the extension's developer. (Developers: check AUTH0_DOMAIN and AUTH0_CLIENT_ID.)",
  clientUnknownAtCustomDomain:
    "{domain} doesn't recognize this application. Contact the extension's developer. (Developers: check AUTH0_CLIENT_ID, or set AUTH0_DOMAIN to the domain that ends in .auth0.com.)",
  cookiesBlocked:
    "Your browser blocks cookies. Allow them for {domain} in your browser's settings, then try again.",
  crossOriginLoginOff:
    "{domain} doesn't accept passwords from this form. Continue in a window, or ask an administrator to turn on Allow Cross-Origin Authentication.",
  extensionFailed: 'Something went wrong. Try again.',
  extensionIncomplete: 'Part of this extension is missing. Reinstall it.',
  extensionSilent: "This extension isn't responding. Try again. If that doesn't help, restart your browser.",
  formFailed: "The sign-in form couldn't be loaded. Try again.",
  hostNotPermitted:
    "This extension doesn't have access to {domain}. Allow it in your browser's extension settings, then try again.",
  idTokenAlgorithm:
    "Your sign-in to {domain} couldn't be verified. An administrator must set the application's JSON Web Token (JWT) Signature Algorithm to RS256.",
  idTokenInvalid:
    "Your sign-in couldn't be verified. Try again. If the problem persists, contact your administrator.",
  idTokenNotOfNow:
    "Your sign-in couldn't be verified. Check that this computer's clock is correct, then try again.",
  interactionRequired: '{domain} requires another step. Continue on its sign-in page.',
  noConnection:
    "No sign-in method is available. Contact the extension's developer. (Developers: enable a connection for the application, or check AUTH0_CONNECTIONS.)",
  noInstantAnswer: "The sign-in service didn't respond. Try again.",
  noTokens: 'Sign-in failed: {reason}. Try again.',
  notRemoved:
    "The session couldn't be removed, so you're still signed in. Restart your browser, then try again.",
  notSaved:
    "You signed in, but the session couldn't be saved. Free some disk space or restart your browser, then try again.",
  notWritable:
    "Your browser can't save data, so the session wasn't renewed. Free some disk space or restart your browser.",
  organizationNotConfirmed:
    "{domain} didn't confirm the organization by name. An administrator must turn on Allow Organization Names in Authentication API. (Developers: or use the organization's ID.)",
  originNotAllowed:
    "{domain} doesn't accept sign-ins from this form. Continue in a window, or ask an administrator to add {origin} to the application's Allowed Web Origins.",
  redirectForeign: "The response didn't match this sign-in, so it was ignored. Try again.",
  redirectMissing: "The sign-in didn't complete. Try again.",
  sessionEnded: 'Your session has expired. Sign in again.',
  sessionSettingsChanged: "This extension's sign-in settings have changed. Sign in again.",
  sessionSignInRequired: '{domain} requires you to sign in again. Continue in a window.',
  sessionStepRequired: '{domain} requires another step, such as a code. Continue in a window.',
  settingsInvalid:
    "The sign-in settings of {domain} couldn't be used. Continue in a window. (Developers: check AUTH0_DOMAIN.)",
  signInCancelled: "Sign-in was canceled. Try again when you're ready.",
  signInFailed: 'Sign-in failed. Try again.',
  signInPageFailed: "The sign-in page couldn't be loaded. Check your connection or VPN, then try again.",
  signInRunning: 'A sign-in window is already open. Finish signing in there, or close it and try again.',
  signOutFailed: "Sign-out failed. You're still signed in. Try again.",
  signedOut: "You aren't signed in. Sign in and try again.",
  signedUp: "You've signed up. {reason}",
  signedUpRefused: "You've signed up, but can't sign in yet: {reason}. Complete that step, then sign in.",
  storageBlocked:
    "This extension isn't allowed to save data. Allow cookies and site data in your browser's settings, then try again.",
  storageUnreadable: "Your session couldn't be read. Try again. If that doesn't help, restart your browser.",
  tenantFailed: '{domain} is having trouble (status {status}). Try again in a minute.',
  tenantIntercepted:
    'Something between this browser and {domain} responded instead (status {status}). Check your VPN, proxy or network sign-in, then try again.',
  tenantUnreachable: "{domain} couldn't be reached. Check your connection and try again.",
  tokenAnswerSenseless:
    '{domain} sent an invalid response. Try again. If the problem persists, contact your administrator.',
  tokenOverAtOnce:
    '{domain} issued a sign-in that had already expired. Try again. If the problem persists, contact your administrator.',

  // The diagnostics page.
  diagnosticsTitle: '{name} diagnostics',
  diagnosticsPurpose:
    "Recent events and current status. This page contains no secrets and doesn't say who is signed in, so you can share it with whoever is helping you.",
  copyReport: 'Copy bug report',
  checkAgain: 'Check again',
  copied: 'Copied',
  copyFailed: "Couldn't copy. The text is selected below; copy it from there.",
  bugReport: 'Bug report',

  // The options page: values of the administrator that have no field.
  domain: 'Domain',
  clientId: 'Client ID',
  connections: 'Connections',
  connectionsAll: 'All enabled connections',
  organization: 'Organization',
  logInHosted: 'Universal Login, in a window',
  logOutTenant: 'Also ends the tenant session',
} as const;
