/** Stands in for `auth0-lock/lib/passwordless`, the form for codes: the same class, without a listener that stays for ever. */
import type { LockOptions } from '../lock-context.ts';
import { codeEngine } from './code-engine.ts';
import LockWidget from './core.ts';

export default class Auth0LockPasswordless extends LockWidget {
  constructor(clientId: string, domain: string, options: LockOptions) {
    super(clientId, domain, options, codeEngine());
  }
}
