/**
 * The SDK's texts in English. A name in braces is a placeholder. Names of fields in the Auth0 Dashboard are not translated, so
 * that the user can find them.
 */

/** Texts of the toolbar button, its menu and the notification. Pages use some of them too. */
export const englishStatus = {
  /** Value of `dir`. */
  direction: 'ltr',

  // Toolbar button
  badgeSignedIn: '{name}: signed in',
  badgeSignedInAs: '{name}: signed in as {person}',
  badgeSignedOut: '{name}: signed out',
  badgeExpired: '{name}: session expired. Click to sign in again.',
  badgeSignInRequired: '{name}: sign-in required. Click to continue.',
  badgeStepRequired: '{name}: another sign-in step is required. Click to continue.',
  badgeUnreadable: "{name}: can't read the session. Click to try again.",

  // Labels to sign in and sign out
  signIn: 'Sign in',
  signOut: 'Sign out',

  // Options page
  options: 'Options',

  // Errors: what happened, then what to do
  sessionEnded: 'Your session has expired. Sign in again.',
  sessionSettingsChanged: "This extension's sign-in settings have changed. Sign in again.",
  sessionSignInRequired: '{domain} requires you to sign in again. Continue in a window.',
  sessionStepRequired: '{domain} requires another step, such as a code. Continue in a window.',
} as const;

/** Texts of the extension's pages, which load them in one language only. */
export const english = {
  // Popup: notices
  windowIsOpen: 'A sign-in window is open. Finish signing in there, or sign in another way.',
  signedOutHere: "You're signed out. {reason}",
  tenantSessionNotEnded:
    "You're signed out of this extension, but {domain} couldn't be notified. You might still be signed in there. If others use this browser, sign out there too.",
  refreshTokenNotRevoked:
    "You're signed out, but {domain} couldn't be asked to revoke this sign-in. It will expire on its own.",
  // Choice of a tenant in a configurable build
  hostAccessBlocked: "Your browser blocked access to {domain}, so it couldn't be verified.",
  domainNotTenant: "{domain} isn't an Auth0 tenant. Copy the domain from the Auth0 Dashboard.",
  clientIdUnknown: '{domain} has no application with this client ID. Copy it from the Auth0 Dashboard.',
  clientIdUnknownAtCustomDomain:
    "{domain} has no application with this client ID. Copy it from the Auth0 Dashboard, or try the tenant's own domain, which ends in .auth0.com.",
  tenantNotChosen: "This extension isn't set up yet. Choose an Auth0 tenant in the options.",
  tenantNotAllowed: 'This extension needs access to {domain}. Allow it in the options.',
  optionNotSaved:
    "Your change couldn't be saved. Free some disk space or restart your browser, then try again.",

  // Lock's form
  codeExpired: 'This code has expired. Request a new one.',
  signUpRefused:
    "This email address can't be used to sign up. If you already have an account, sign in or reset your password.",
  signUpDisabled: "New accounts can't be created here. Ask your administrator for one.",
  fieldEmail: 'Email address',
  fieldCountry: 'Country',
  formBack: 'Back',

  // Errors: what happened, then what to do
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
  extensionNotResponding:
    "This extension isn't responding. Try again. If that doesn't help, restart your browser.",
  formFailed: "The sign-in form couldn't be loaded. Try again.",
  hostNotPermitted:
    "This extension doesn't have access to {domain}. Allow it in your browser's extension settings, then try again.",
  idTokenAlgorithm:
    "Your sign-in to {domain} couldn't be verified. An administrator must set the application's JSON Web Token (JWT) Signature Algorithm to RS256.",
  idTokenInvalid:
    "Your sign-in couldn't be verified. Try again. If the problem persists, contact your administrator.",
  idTokenIssuedInFuture:
    "Your sign-in couldn't be verified. Check that this computer's clock is correct, then try again.",
  interactionRequired: '{domain} requires another step. Continue on its sign-in page.',
  noConnection:
    "No sign-in method is available. Contact the extension's developer. (Developers: enable a connection for the application, or check AUTH0_CONNECTIONS.)",
  silentSignInTimedOut: "The sign-in service didn't respond. Try again.",
  tokenRequestRefused: 'Sign-in failed: {reason}. Try again.',
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
  redirectMismatch: "The response didn't match this sign-in, so it was ignored. Try again.",
  redirectMissing: "The sign-in didn't complete. Try again.",
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
  tokenResponseMalformed:
    '{domain} sent an invalid response. Try again. If the problem persists, contact your administrator.',
  tokenAlreadyExpired:
    '{domain} issued a sign-in that had already expired. Try again. If the problem persists, contact your administrator.',
} as const;
