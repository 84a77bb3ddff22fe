/** Waiting for a condition: asked again and again until it answers, never slept through. */
import { setTimeout as pause } from 'node:timers/promises';

/** How long to leave the browser alone between two questions, in milliseconds. */
const BETWEEN_QUESTIONS_MS = 50;

export interface PollOptions {
  readonly timeoutMs: number;
  /** Said in the error when the time is up; asked only then. */
  readonly explain: () => string | Promise<string>;
}

/** Resolves with the first answer that is not `undefined`. A question that throws counts as no answer. */
export async function poll<T>(ask: () => Promise<T | undefined>, options: PollOptions): Promise<T> {
  const end = performance.now() + options.timeoutMs;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (performance.now() >= end) {
      throw new Error(await options.explain(), { cause: failure });
    }
    await pause(BETWEEN_QUESTIONS_MS);
  }
}
