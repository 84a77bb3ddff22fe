/**
 * Overrides of Lock's English labels with the terms of the rest of the popup: sign in, sign up.
 * https://auth0.com/docs/libraries/lock/lock-configuration#languagedictionary-object-
 */
export const ENGLISH_LABELS = {
  loginLabel: 'Sign in',
  loginSubmitLabel: 'Sign in',
  loginAtLabel: 'Sign in at %s',
  signUpLabel: 'Sign up',
  signUpSubmitLabel: 'Sign up',
  signUpTitle: 'Sign up',
  enterpriseLoginIntructions: 'Sign in with your work or school account.',
  success: { logIn: 'Thanks for signing in.' },
};

/** Overrides of Lock's English sign-in errors with the same terms. */
export const ENGLISH_SIGN_IN_ERRORS = {
  'lock.fallback': "We're sorry, something went wrong when attempting to sign in.",
  'hrd.not_matching_email': 'Use your work or school email address to sign in.',
  password_change_required:
    'You need to update your password because this is your first sign-in, or because your password has expired.',
  password_leaked:
    'We detected a potential security issue with this account. To protect your account, we blocked this sign-in. We sent you an email with instructions to unblock your account.',
  too_many_attempts: 'Your account has been blocked after multiple consecutive sign-in attempts.',
};
