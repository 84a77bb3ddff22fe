import { withLock } from '../browser/locks.ts';
import type { SignedIn } from '../session/session.ts';
import type { StoredItem } from './stored-item.ts';

/** Name of the Web Lock that a context holds to begin or complete an action. */
const LOCK = 'latchkey.user-actions';

/**
 * Order in which the user's sign-ins and sign-outs began, in all contexts. The action that began last wins, however long an
 * earlier one takes. Every action of the user wins over the extension's automatic ones.
 */
export interface UserActions {
  /** Records that the user begins a sign-in or a sign-out. Resolves with the action's number. Never rejects. */
  begin(): Promise<number>;
  /** Resolves with the number of the action that began last. Never rejects. */
  latest(): Promise<number>;
  /**
   * Runs `effect`, which completes the action `number`. Resolves with its result. If an action that began later is already
   * completed, resolves with `null` without running `effect`. Rejects as `effect` does.
   */
  complete<T>(number: number, effect: () => Promise<T>): Promise<T | null>;
  /**
   * Runs `effect`, which the user didn't request, and resolves with its result. If the user has begun an action since `latest`
   * returned `number`, resolves with `null` without running `effect`. Rejects as `effect` does.
   */
  unlessActed<T>(number: number, effect: () => Promise<T>): Promise<T | null>;
}

/** Numbers of the user's actions. */
export interface ActionNumbers {
  readonly begun: number;
  /** Number of the completed action that began last, or 0. */
  readonly completed: number;
}

/** Numbers before the first action. */
export const NO_ACTIONS: ActionNumbers = { begun: 0, completed: 0 };

/** Parses stored numbers. Never throws. */
export function parseActionNumbers(stored: unknown): ActionNumbers | undefined {
  const { begun, completed }: Record<string, unknown> = { ...Object(stored) };
  return typeof begun === 'number' && typeof completed === 'number' ? { begun, completed } : undefined;
}

/**
 * Returns the order of actions, stored in the item `USER_ACTIONS`. If its storage fails, every action is treated as the latest
 * one.
 */
export function createUserActions({ read, write }: StoredItem<ActionNumbers>): UserActions {
  const locked = <T>(action: () => Promise<T>) => withLock(LOCK, action);
  return {
    begin: () =>
      locked(async () => {
        const { begun, completed } = await read();
        await write({ begun: begun + 1, completed });
        return begun + 1;
      }),
    latest: async () => (await read()).begun,
    complete: (number, effect) =>
      locked(async () => {
        const { begun, completed } = await read();
        if (completed > number) return null;
        const result = await effect();
        await write({ begun, completed: number });
        return result;
      }),
    unlessActed: (number, effect) => locked(async () => ((await read()).begun === number ? effect() : null)),
  };
}

/**
 * Saves a sign-in and resolves with whether `save` resolved with `true`. If it didn't, or if it rejects, calls `revoke`, which
 * starts the revocation of the refresh token. Rejects as `save` does.
 */
export async function saveOrRevoke(
  signedIn: SignedIn,
  { save, revoke }: { save: () => Promise<boolean | null>; revoke: (signedIn: SignedIn) => void },
): Promise<boolean> {
  let isSaved = false;
  try {
    isSaved = (await save()) === true;
    return isSaved;
  } finally {
    if (!isSaved) revoke(signedIn);
  }
}
