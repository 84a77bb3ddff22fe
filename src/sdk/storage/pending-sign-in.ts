/** What belongs to one sign-in alone, and is compared or sent when the tenant has answered. */
export interface SignInSecrets {
  /** PKCE's code verifier (RFC 7636). */
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** A sign-in that goes on in a tab, as far as a background needs it that was stopped and started again. */
export interface PendingSignIn extends SignInSecrets {
  readonly tabId: number;
  /** The application that it began for: another can be active by now. */
  readonly domain: string;
  readonly clientId: string;
}

/** Reads back what was stored. Never throws: what is damaged is none. */
export function parsePendingSignIn(stored: unknown): PendingSignIn | null {
  const { tabId, domain, clientId, verifier, state, nonce }: Record<string, unknown> = { ...Object(stored) };
  if (typeof tabId !== 'number' || typeof domain !== 'string' || typeof clientId !== 'string') return null;
  if (typeof verifier !== 'string' || typeof state !== 'string' || typeof nonce !== 'string') return null;
  return { tabId, domain, clientId, verifier, state, nonce };
}
