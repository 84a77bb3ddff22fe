import type { ClientSettings } from '../tenant/client-settings.ts';
import type { Dictionary } from './languages.ts';
import type { SignInHandlers } from './web-auth.ts';

/** Data and handlers that Lock's form needs in addition to its options. A class, because Lock copies plain objects. */
export class LockContext {
  readonly settings: ClientSettings;
  /** `null` for English, which is part of Lock. */
  readonly dictionary: Dictionary | null;
  readonly handlers: SignInHandlers;

  constructor({ settings, dictionary, handlers }: Readonly<LockContext>) {
    this.settings = settings;
    this.dictionary = dictionary;
    this.handlers = handlers;
  }
}

/** Options of Lock's constructor. */
export interface LockOptions {
  readonly lockContext: LockContext;
}
