/** Who has agreed that the application may know them. */

export interface Consents {
  given(clientId: string, userId: string): boolean;
  give(clientId: string, userId: string): void;
  forget(): void;
}

export function createConsents(): Consents {
  const given = new Set<string>();
  const key = (clientId: string, userId: string) => `${clientId} ${userId}`;
  return {
    given: (clientId, userId) => given.has(key(clientId, userId)),
    give: (clientId, userId) => {
      given.add(key(clientId, userId));
    },
    forget: () => given.clear(),
  };
}
