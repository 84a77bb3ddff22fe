/** The people who have an account at one of the identity providers. */

export interface IdpUser {
  readonly email: string;
  readonly name: string;
  /** Asked for by the enterprise provider only. */
  readonly password?: string;
}

export const IDP_USERS: Readonly<Record<'social' | 'enterprise', readonly IdpUser[]>> = {
  social: [
    { email: 'margaret@gmail.example', name: 'Margaret Hamilton' },
    { email: 'katherine@gmail.example', name: 'Katherine Johnson' },
  ],
  enterprise: [
    { email: 'radia@corp.example', name: 'Radia Perlman', password: 'Spanning-Tree-1985' },
    { email: 'barbara@corp.example', name: 'Barbara Liskov', password: 'Substitution-1987' },
  ],
};
