/** Lock with the form for one-time codes by email or SMS. */
import passwordless from 'auth0-lock/lib/engine/passwordless';
import { createLockWith } from './lock.ts';
import type { LockModule } from './sign-in-form.ts';

export const createLock: LockModule['createLock'] = (config, deps) =>
  createLockWith(passwordless.default, config, deps);
