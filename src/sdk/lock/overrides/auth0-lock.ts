/** Stands in for `auth0-lock/lib/lock`, the form for passwords: the same class, without a listener that stays for ever. */
import type { LockOptions } from '../lock-context.ts';
import LockWidget from './core.ts';
import { passwordEngine } from './password-engine.ts';

export default class Auth0Lock extends LockWidget {
  constructor(clientId: string, domain: string, options: LockOptions) {
    super(clientId, domain, options, passwordEngine());
  }
}
