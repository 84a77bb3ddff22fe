import { answerOf } from './optional-api.ts';

/** Milliseconds that a flow may take which nobody sees. Firefox itself would wait for ever. */
export const UNSEEN_FLOW_TIMEOUT = 20_000;

/** Rejects after `milliseconds` if the promise has not settled by then. */
export function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return answerOf(() => promise, milliseconds);
}
