/**
 * Overrides `auth0-lock/lib/utils/cdn_utils`, which loads the client settings and dictionaries by `<script src>`. Here both
 * come from the form's `LockContext` (see `core.ts`).
 */
import english from 'auth0-lock/lib/i18n/en';

interface LoadRequest {
  readonly method: string;
  readonly cb: (error: Error) => void;
}

/** Calls back with an error, because an extension page must not load scripts from the network. */
export function load({ method, cb }: LoadRequest): void {
  cb(new Error(`"${method}" loads from the network, which an extension page must not.`));
}

/** Registers English, the only dictionary that is part of Lock. Lock calls this function when its script runs. */
export function preload({ cb }: { cb: (language: string, dictionary: object) => void }): void {
  cb('en', english.default);
}
