/**
 * The texts of this extension's pages in English. A name in braces is a placeholder. Field names of the Auth0 Dashboard and
 * names of variables are not translated, so that readers can find them.
 */
export const english = {
  /** BCP 47, for `lang` and for dates. */
  language: 'en',
  /** For `dir`. */
  direction: 'ltr',

  // The manifest.
  description: "Sign in with Auth0 from the toolbar. A badge shows whether you're signed in.",

  // The popup: states and labels.
  stateLoading: 'Loading…',
  stateSigningOut: 'Signing out…',
  stateSignedOut: 'Signed out',
  stateSigningIn: 'Signing in…',
  stateInWindow: 'Continue in the window',
  stateSignedIn: 'Signed in',
  stateError: 'Action needed',
  account: 'Account',
  signedInUntil: 'Signed in until {time}',
  staysSignedIn: 'Your session renews automatically',
  accountOfProvider: '{provider} account',
  accountByPassword: 'Email and password',
  accountByMail: 'Email code',
  accountBySms: 'Text message code',
  accountOfCompany: 'Work or school account',
  signIn: 'Sign in',
  signOut: 'Sign out',
  switchAccount: 'Use another account',
  continueInWindow: 'Continue in a new window',
  signInAnotherWay: 'Sign in another way',
  tryAgain: 'Try again',
  openInTab: 'Open in a new tab',
  whatWentWrong: 'What went wrong?',

  // The popup: sentences.
  windowIsOpen: 'A sign-in window is open. Finish signing in there, or sign in another way.',

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
  // The tenant form of a configurable build.
  tenantTitle: 'Auth0 tenant',
  tenantUse:
    "Find both values in the Auth0 Dashboard, in your application's Settings. Your browser will ask for access to this domain.",
  tenantCheck: 'Verify and save',
  tenantChecking: 'Checking…',
  tenantFound: 'Connected to {domain}. Connections: {connections}',
  tenantFoundEmpty:
    "Connected to {domain}, but the application has no connections enabled, so users can't sign in yet.",
  tenantLeaves: 'Changing the tenant signs you out of {domain}.',
  domainWrong: 'Enter a domain like example.eu.auth0.com.',
  clientIdWrong:
    'A client ID contains only letters, digits, hyphens and underscores. Copy it from the Auth0 Dashboard.',
  tenantAddresses: 'Application settings',
  tenantAddressesUse:
    "Copy these values into the matching fields of the application's Settings, and turn on Allow Cross-Origin Authentication.",
  copy: 'Copy',
  copyRefused: "Couldn't copy. Select the text and copy it manually.",
  chooseTenant: 'Open the options',
  optionSaved: 'Saved',
  optionNotSaved:
    "Your change couldn't be saved. Free some disk space or restart your browser, then try again.",

  // Managed values, which an administrator has set.
  managed: 'Managed by your organization',

  // Errors: what happened, then what to do.
  extensionFailed: 'Something went wrong. Try again.',

  // The diagnostics page.
  diagnosticsTitle: '{name} diagnostics',
  diagnosticsPurpose:
    "Recent events and current status. This page contains no secrets and doesn't say who is signed in, so you can share it with your support contact.",
  copyReport: 'Copy bug report',
  checkAgain: 'Check again',
  copied: 'Copied',
  copyFailed: "Couldn't copy. The text is selected below; copy it from there.",
  bugReport: 'Bug report',

  // The options page: managed values without a field.
  domain: 'Domain',
  clientId: 'Client ID',
  connections: 'Connections',
  connectionsAll: 'All enabled connections',
  organization: 'Organization',
  logInHosted: 'Universal Login, in a window',
  logOutTenant: 'Also ends the tenant session',
} as const;
