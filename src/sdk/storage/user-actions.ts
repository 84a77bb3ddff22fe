import { withLock } from '../browser/locks.ts';
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
   * Runs `act`, which completes the action `number`. Resolves with its result. If an action that began later is already
   * completed, resolves with `null` without running `act`. Rejects as `act` does.
   */
  complete<T>(number: number, act: () => Promise<T>): Promise<T | null>;
  /**
   * Runs `act`, which the user didn't request, and resolves with its result. If the user has begun an action since `latest`
   * returned `number`, resolves with `null` without running `act`. Rejects as `act` does.
   */
  unlessActed<T>(number: number, act: () => Promise<T>): Promise<T | null>;
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
export function parseActionNumbers(stored: unknown): ActionNumbers {
  const { begun, completed }: Record<string, unknown> = { ...Object(stored) };
  return { begun: asNumber(begun), completed: asNumber(completed) };
}

/**
 * Returns the order of actions, stored in the item `USER_ACTIONS`. If its storage fails, every action is treated as the latest
 * one.
 */
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
