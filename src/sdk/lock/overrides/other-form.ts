/**
 * Stands in for the form that a build does not show: `auth0-lock/lib/passwordless` where people sign in with
 * passwords, `auth0-lock/lib/lock` where they sign in with codes. `AUTH0_LOGIN` chooses for the whole build.
 */
export default class OtherForm {
  constructor() {
    throw new TypeError('This form is not in the build: AUTH0_LOGIN chose the other one.');
  }
}
