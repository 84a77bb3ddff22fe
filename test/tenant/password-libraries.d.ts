/** Auth0's own rules for passwords, as far as the tenant uses them. The packages bring no types. */

declare module 'auth0-password-policies' {
  type Rules = Readonly<Record<string, unknown>> & { readonly length: { readonly minLength: number } };
  const policies: Readonly<Record<'none' | 'low' | 'fair' | 'good' | 'excellent', Rules>>;
  export default policies;
}

declare module 'password-sheriff' {
  class PasswordPolicy {
    constructor(rules: Readonly<Record<string, unknown>>);
    check(password: string): boolean;
    /** Which rules are kept and which are not, in the form that Lock shows. */
    missing(password: string): { readonly rules: readonly unknown[]; readonly verified: boolean };
    toString(): string;
  }
  const sheriff: { readonly PasswordPolicy: typeof PasswordPolicy };
  export default sheriff;
}
