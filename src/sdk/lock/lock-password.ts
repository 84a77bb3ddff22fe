/** Lock with the password form. */
import classic from 'auth0-lock/lib/engine/classic';
import { createLockWith } from './lock.ts';
import type { LockModule } from './sign-in-form.ts';

export const createLock: LockModule['createLock'] = (config, deps) =>
  createLockWith(classic.default, config, deps);
