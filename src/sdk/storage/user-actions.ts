import { withLock } from '../browser/optional-api.ts';
import type { SignedIn } from '../session/session.ts';
import type { StoredItem } from './stored-item.ts';

/** Name of the Web Lock that a context holds to begin or complete an action. */
const LOCK = 'latchkey.user-actions';

/** Numbers of the user's actions. */
export interface ActionNumbers {
  readonly begun: number;
  /** Number of the completed action that began last, or 0. */
  readonly completed: number;
}

/** Parses stored numbers. Never throws. */
export function parseActionNumbers(stored: unknown): ActionNumbers {
  const { begun, completed }: Record<string, unknown> = { ...Object(stored) };
  const isValid = typeof begun === 'number' && typeof completed === 'number';
  return isValid ? { begun, completed } : { begun: 0, completed: 0 };
}

export type UserActions = ReturnType<typeof createUserActions>;

/**
 * Returns the order in which the user's sign-ins and sign-outs began, in all contexts, in the item `USER_ACTIONS`. The action that
 * began last wins, and every action of the user wins over the extension's automatic ones. If the storage fails, every action is
 * treated as the latest one.
 */
export function createUserActions({ read, write }: StoredItem<ActionNumbers>) {
  const locked = <T>(action: () => Promise<T>) => withLock(LOCK, action);
  return {
    /** Records that the user begins a sign-in or a sign-out. Resolves with the action's number. Never rejects. */
    begin: () =>
      locked(async () => {
        const { begun, completed } = await read();
        await write({ begun: begun + 1, completed });
        return begun + 1;
      }),
    /** Resolves with the number of the action that began last. Never rejects. */
    latest: async () => (await read()).begun,
    /**
     * Runs `effect`, which completes the action `number`, and settles as it does. If a later action is already completed, resolves
     * with `null` without running it.
     */
    complete: <T>(number: number, effect: () => Promise<T>) =>
      locked(async () => {
        const { begun, completed } = await read();
        if (completed > number) return null;
        const result = await effect();
        await write({ begun, completed: number });
        return result;
      }),
    /**
     * Runs `effect`, which the user didn't request, and settles as it does. If the user has begun an action since `latest` returned
     * `number`, resolves with `null` without running it.
     */
    unlessActed: <T>(number: number, effect: () => Promise<T>) =>
      locked(async () => ((await read()).begun === number ? effect() : null)),
  };
}

/** Saves a sign-in and resolves with whether it was saved. If it wasn't, calls `revoke`. Rejects as `save` does. */
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
