/**
 * Stands in for `auth0-lock/lib/utils/cdn_utils`, which loads the client settings and the dictionary by
 * `<script src>`. Here both are data that the extension has already: `provideClientSettings` hands over what
 * `client-settings.ts` parsed, and the dictionary is in the package.
 */
import english from 'auth0-lock/lib/i18n/en';
import type { ClientSettings } from '../client-settings.ts';

type Method = 'setClient' | 'registerLanguageDictionary' | 'setTenant';

interface LoadRequest {
  readonly method: Method;
  readonly cb: (error: Error | null, ...result: unknown[]) => void;
}

let clientSettings: ClientSettings | undefined;

/** Gives Lock its client settings. Call it before `new Auth0Lock`. */
export function provideClientSettings(settings: ClientSettings): void {
  clientSettings = settings;
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

/** What Lock calls once, when it starts, to hear of dictionaries that are there already. */
export function preload({ cb }: { cb: (language: string, dictionary: object) => void }): void {
  cb('en', english.default);
}
