/**
 * Stands in for `auth0-lock/lib/utils/cdn_utils`, which loads the client settings and the dictionary by
 * `<script src>`. Here both are data that the extension has already: `provideClientSettings` hands over what
 * `client-settings.ts` parsed, `provideWords` what `languages.ts` took out of the package.
 */
import english from 'auth0-lock/lib/i18n/en';
import type { ClientSettings } from '../../tenant/client-settings.ts';
import type { Words } from '../languages.ts';

type Method = 'setClient' | 'registerLanguageDictionary' | 'setTenant';

interface LoadRequest {
  readonly method: Method;
  readonly cb: (error: Error | null, ...result: unknown[]) => void;
}

type Register = (language: string, dictionary: object) => void;

let clientSettings: ClientSettings | undefined;
let register: Register | undefined;

/** Gives Lock its client settings. Call it before `new Auth0Lock`. */
export function provideClientSettings(settings: ClientSettings): void {
  clientSettings = settings;
}

/** Gives Lock the words of a language, besides English. Call it before `new Auth0Lock`. */
export function provideWords({ tag, dictionary }: Words): void {
  if (dictionary !== null) register?.(tag, dictionary);
}

/** What Lock calls to load something. */
export function load({ method, cb }: LoadRequest): void {
  switch (method) {
    case 'setClient':
      if (clientSettings === undefined) cb(new Error('The client settings have not been provided.'));
      else cb(null, clientSettings);
      return;
    case 'registerLanguageDictionary':
    case 'setTenant':
      cb(new Error(`"${method}" loads from the network, which an extension page must not.`));
      return;
  }
}

/** What Lock calls once, when its script runs: it hears of dictionaries through `cb`, now and later. */
export function preload({ cb }: { cb: Register }): void {
  register = cb;
  cb('en', english.default);
}
