import { withLock } from '../browser/locks.ts';
import type { StoredItem } from './stored-item.ts';

/** The lock of each context that begins or completes an action. */
const LOCK = 'latchkey.user-actions';

/**
 * The order in which the user's sign-ins and sign-outs began, in whichever context. The latest one wins, however long an
 * earlier one takes, and every one wins over what the extension does by itself.
 */
export interface UserActions {
  /** Notes that the user begins a sign-in or a sign-out. Resolves with its number. Never rejects. */
  begin(): Promise<number>;
  /** Resolves with the number of the action that began last. Never rejects. */
  latest(): Promise<number>;
  /**
   * Runs `act`, by which the action `number` is completed. Resolves with its result, or with `null`, without running it,
   * if an action that began later is completed already. Rejects as `act` does.
   */
  complete<T>(number: number, act: () => Promise<T>): Promise<T | null>;
  /** Runs `act`, which no user requested, or resolves with `null` if an action has begun since `latest` was `number`. */
  unlessActed<T>(number: number, act: () => Promise<T>): Promise<T | null>;
}

/** Numbers of the user's actions. */
export interface ActionNumbers {
  readonly begun: number;
  /** The action that was completed, of those the one that began last. */
  readonly completed: number;
}

/** Before the first action. */
export const NO_ACTIONS: ActionNumbers = { begun: 0, completed: 0 };

/** Parses stored numbers. Never throws. */
export function parseActionNumbers(stored: unknown): ActionNumbers {
  const { begun, completed }: Record<string, unknown> = { ...Object(stored) };
  return { begun: asNumber(begun), completed: asNumber(completed) };
}

/** Returns the counter in the item `USER_ACTIONS`. If its storage fails, every action is considered the latest one. */
export function createUserActions({ read, write }: StoredItem<ActionNumbers>): UserActions {
  const inTurn = <T>(act: () => Promise<T>) => withLock(LOCK, act);
  return {
    begin: () =>
      inTurn(async () => {
        const { begun, completed } = await read();
        await write({ begun: begun + 1, completed });
        return begun + 1;
      }),
    latest: async () => (await read()).begun,
    complete: (number, act) =>
      inTurn(async () => {
        const { begun, completed } = await read();
        if (completed > number) return null;
        const result = await act();
        await write({ begun, completed: number });
        return result;
      }),
    unlessActed: (number, act) => inTurn(async () => ((await read()).begun === number ? act() : null)),
  };
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
