/** Who must agree that the application may know them, and who has. */
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';

export interface Consents {
  /** Must be asked still: nobody has to agree twice. */
  isMissing(clientId: string, userId: string): boolean;
  give(clientId: string, userId: string): void;
  forget(): void;
}

export function createConsents(settings: Settings, users: UserDirectory): Consents {
  const given = new Set<string>();
  const key = (clientId: string, userId: string) => `${clientId} ${userId}`;
  return {
    isMissing(clientId, userId) {
      const isAsked = settings.consent || users.userById(userId)?.mustConsent === true;
      return isAsked && !given.has(key(clientId, userId));
    },
    give: (clientId, userId) => {
      given.add(key(clientId, userId));
    },
    forget: () => given.clear(),
  };
}
