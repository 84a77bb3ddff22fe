import { runAlone } from '../browser/locks.ts';
import type { Storage } from './port.ts';

/** The key of the numbers of the user's last sign-ins and sign-outs. */
export const USER_ACTIONS_KEY = 'latchkey.user-actions';

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

interface Numbers {
  readonly begun: number;
  /** The action that was completed, of those the one that began last. */
  readonly completed: number;
}

/** Counts in `storage`, which should not outlive the browser. If it fails, every action is considered the latest one. */
export function createUserActions(storage: Storage): UserActions {
  const read = async (): Promise<Numbers> => {
    const { begun, completed } = Object(await storage.get(USER_ACTIONS_KEY).catch(() => null));
    return { begun: asNumber(begun), completed: asNumber(completed) };
  };
  const write = (numbers: Numbers) =>
    storage
      .set(USER_ACTIONS_KEY, numbers)
      .catch((error: unknown) => console.error('The order of actions could not be stored.', error));
  const withLock = <T>(act: () => Promise<T>) => runAlone(USER_ACTIONS_KEY, act);
  return {
    begin: () =>
      withLock(async () => {
        const { begun, completed } = await read();
        await write({ begun: begun + 1, completed });
        return begun + 1;
      }),
    latest: async () => (await read()).begun,
    complete: (number, act) =>
      withLock(async () => {
        const { begun, completed } = await read();
        if (completed > number) return null;
        const result = await act();
        await write({ begun, completed: number });
        return result;
      }),
    unlessActed: (number, act) => withLock(async () => ((await read()).begun === number ? act() : null)),
  };
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
