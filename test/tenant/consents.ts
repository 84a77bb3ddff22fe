/** Who must agree that the application may know them, and who has. */
import type { Settings } from './settings.ts';

export interface Consents {
  /** Whether the user must still be asked. A user agrees once. */
  isMissing(clientId: string, userId: string): boolean;
  give(clientId: string, userId: string): void;
  forget(): void;
}

export function createConsents(settings: Settings): Consents {
  const given = new Set<string>();
  const key = (clientId: string, userId: string) => `${clientId} ${userId}`;
  return {
    isMissing: (clientId, userId) => settings.consent && !given.has(key(clientId, userId)),
    give: (clientId, userId) => {
      given.add(key(clientId, userId));
    },
    forget: () => given.clear(),
  };
}
